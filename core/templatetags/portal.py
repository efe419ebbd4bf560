"""The page components that templates use: `{% load portal %}`."""

from django import template
from django.conf import settings
from django.template.defaultfilters import linebreaks_filter
from django.utils.html import conditional_escape, format_html
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.macros import component
from core.renderer import error_list
from core.text import beginning, clock, closing, figure
from core.words import say

register = template.Library()

register.filter(clock)
register.filter(closing)
register.filter(beginning)
register.filter(figure)
register.filter(say)


@register.simple_tag
def content(thing, field, *, paragraphs=False, first_words=0) -> str:
    """Show what officers wrote in the page's language, or else in English and marked as English.

    Args:
        thing: a model whose `field` is translated.
        field: its name, without a language.
        paragraphs: whether empty lines part paragraphs.
        first_words: how many words are shown of a longer text; 0 shows all.
    """
    words = getattr(thing, field) or ""
    if first_words:
        words = Truncator(words).words(first_words)
    shown = linebreaks_filter(words) if paragraphs else conditional_escape(words)
    marks = marks_of(thing, field)
    if not marks:
        return shown
    return format_html("<{0}{1}>{2}</{0}>", "div" if paragraphs else "span", marks, shown)


@register.simple_tag
def marks_of(thing, field) -> str:
    """The attributes of an element that shows a translated field, where it shows it in English."""
    words = getattr(thing, field) or ""
    if not words or getattr(thing, f"{field}_{get_language()}", words):
        return ""
    return format_html(' lang="{}" dir="ltr"', settings.LANGUAGE_CODE)


@register.simple_tag
def error_summary(form) -> str:
    """List what is wrong with a form, each line a link to its field; nothing if all is well."""
    if not form.errors:
        return ""
    return component("error-summary", titleText=_("There is a problem"), errorList=error_list(form))


@register.simple_tag
def button(text, *, href="", variant="", name="", value="", id="") -> str:
    """Show a submit button, or a link that looks like one where `href` is given.

    `variant` is "secondary" or "warning"; the plain button is the page's main act.
    """
    params = {"text": text, "href": href, "name": name, "value": value, "id": id}
    if variant:
        params["classes"] = f"govuk-button--{variant}"
    if not href:
        params["preventDoubleClick"] = True
    return component("button", **params)


@register.simple_tag
def notification(text, *, type="", number=1) -> str:
    """Show a message above the page; `type` is a message level, `number` its place on the page."""
    titles = {"success": _("Done"), "error": _("There is a problem")}
    return component(
        "notification-banner",
        text=text,
        type="success" if type == "success" else "",
        titleText=titles.get(type, _("Please note")),
        titleId=f"notification-{number}",
    )


@register.simple_tag
def tag(text, *, colour="") -> str:
    """Show a short state, such as "Full"; `colour` is "green", "red" or "grey"."""
    return component("tag", text=text, classes=f"govuk-tag--{colour}" if colour else "")


@register.simple_tag
def warning_text(text) -> str:
    """Show a sentence that must not be missed."""
    return component("warning-text", text=text, iconFallbackText=_("Warning"))


@register.simple_tag
def panel(title, text="") -> str:
    """Head a confirmation page."""
    return component("panel", titleText=title, html=conditional_escape(text))


@register.simple_tag
def task_list(tasks) -> str:
    """Show sections and how far each is: {"title", "href", "status"} as the component has them."""
    return component("task-list", items=tasks)


@register.simple_tag
def back_link(href, text="") -> str:
    """Show the way back, for the `beforecontent` block."""
    return component("back-link", href=href, text=text or _("Back"))


@register.simple_tag
def breadcrumbs(*words_and_urls) -> str:
    """Show where this page is: words, address, words, address; for `beforecontent`."""
    pairs = zip(words_and_urls[::2], words_and_urls[1::2], strict=True)
    return component(
        "breadcrumbs",
        items=[{"text": words, "href": url} for words, url in pairs],
        labelText=_("Breadcrumb"),
    )


@register.simple_tag(takes_context=True)
def pagination(context, page) -> str:
    """Link the other pages of a list, keeping the rest of the query string."""
    if page.paginator.num_pages < 2:
        return ""

    def href(number):
        query = context["request"].GET.copy()
        query["page"] = number
        return f"?{query.urlencode()}"

    def item(number):
        if not isinstance(number, int):
            return {"ellipsis": True}
        return {
            "number": number,
            "href": href(number),
            "current": number == page.number,
            "visuallyHiddenText": _("Page %(number)s") % {"number": number},
        }

    params = {
        "landmarkLabel": _("Pages"),
        "items": [item(n) for n in page.paginator.get_elided_page_range(page.number)],
    }
    if page.has_previous():
        params["previous"] = {"href": href(page.previous_page_number()), "text": _("Previous page")}
    if page.has_next():
        params["next"] = {"href": href(page.next_page_number()), "text": _("Next page")}
    return component("pagination", **params)
