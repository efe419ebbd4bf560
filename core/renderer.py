"""The form renderer: Django's fields through the GOV.UK macros.

`{{ form }}` and `{{ field.as_field_group }}` come out as the portal's own components. A widget
rendered by itself, as the admin does, keeps Django's own template. A form may say three things:

- `mark_optional = False` leaves "(optional)" off its labels (a search, where all is optional);
- `page_heading = "email"` makes that field's label or legend the page's heading;
- `label_sizes = {"topic": "m"}` sets a label's size (s, m, l or xl; s if it doesn't say).

And a field may say three:

- `prefix = "£"` stands in front of what is typed;
- `max_words = 150` counts words under a text area instead of characters;
- `exclusive = {"none"}` sets the choices apart that can't go with others, after an "or".
"""

from django import forms
from django.forms.renderers import DjangoTemplates
from django.forms.widgets import Input
from django.utils.html import format_html
from django.utils.translation import gettext as _
from markupsafe import Markup

from core.fields import DateWidget
from core.macros import component

# What the macros write themselves, or what would stop a person typing before we can explain.
UNWANTED = {"id", "class", "required", "maxlength", "minlength", "min", "max", "step", "disabled"}
UNWANTED |= {"aria-describedby", "autocomplete", "inputmode", "rows", "cols", "checked"}

_NOTHING = Markup()


class PortalRenderer(DjangoTemplates):
    """Renders fields as the portal's components and everything else as Django does."""

    form_template_name = "portal/form"
    field_template_name = "portal/field"

    def render(self, template_name, context, request=None):
        """Return the HTML of a field, a form, a widget or a list of errors."""
        if template_name == self.field_template_name:
            return render_field(context["field"])
        if template_name == self.form_template_name:
            return _NOTHING.join(map(_field_or_hidden, context["form"]))
        return super().render(template_name, context, request)


def error_list(form) -> list[dict]:
    """Return the first error of each field as {"text", "href"}, then the form's own errors."""
    items = [
        {"text": form.errors[bound.name][0], "href": f"#{first_id(bound)}"}
        for bound in form
        if bound.name in form.errors
    ]
    return items + [{"text": error} for error in form.non_field_errors()]


def first_id(bound) -> str:
    """Return the id of the first thing a person can type in or tick in this field."""
    if isinstance(bound.field.widget, forms.MultiWidget):
        return f"{_id(bound)}_0"
    return _id(bound)


def render_field(bound) -> str:
    """Return one bound field with its label, hint and error."""
    widget = bound.field.widget
    for kind, render in KINDS:
        if isinstance(widget, kind):
            return render(bound, widget)
    return _other(bound, widget)


def _field_or_hidden(bound):
    return bound.as_widget() if bound.is_hidden else bound.as_field_group()


def _id(bound):
    return bound.field.widget.attrs.get("id") or bound.auto_id or bound.html_name


def _common(bound, widget):
    """What every macro takes: names, hint, error and the attributes passed through."""
    attrs = bound.build_widget_attrs(widget.attrs, widget)
    params = {
        "id": _id(bound),
        "idPrefix": _id(bound),
        "name": bound.html_name,
        "classes": attrs.get("class", ""),
        "disabled": bound.field.disabled,
        "attributes": {
            name: {"value": value, "optional": True}
            for name, value in attrs.items()
            if name not in UNWANTED
        },
    }
    params |= {name: attrs[name] for name in ("autocomplete", "inputmode") if name in attrs}
    if bound.help_text:
        marks = getattr(bound.field, "help_marks", "")
        params["hint"] = {"text": marked(bound.help_text, marks)}
    if bound.errors:
        params["errorMessage"] = {"text": bound.errors[0], "visuallyHiddenText": _("Error")}
    return params


def _words(bound):
    label = marked(bound.label, getattr(bound.field, "label_marks", ""))
    if bound.field.required or not getattr(bound.form, "mark_optional", True):
        return label
    words = _("%(label)s (optional)")
    if label is bound.label:
        return words % {"label": label}
    before, _mark, after = words.partition("%(label)s")
    return format_html("{}{}{}", before, label, after)


def marked(words, marks):
    """Words within an element that has these attributes, such as those of another language."""
    return format_html("<span{}>{}</span>", marks, words) if marks else words


def _label(bound, base="govuk-label"):
    is_heading = getattr(bound.form, "page_heading", "") == bound.name
    sizes = getattr(bound.form, "label_sizes", {})
    size = sizes.get(bound.name, "l" if is_heading else "s")
    return {
        "text": _words(bound),
        "classes": f"{base}--{size}",
        "isPageHeading": is_heading,
    }


def _group(bound, widget):
    """What the macros of several controls in a fieldset take."""
    params = _common(bound, widget)
    params["attributes"].pop("aria-invalid", None)
    return params | {"fieldset": {"legend": _label(bound, "govuk-fieldset__legend")}}


def _input(bound, widget):
    params = _common(bound, widget)
    params["type"] = widget.input_type
    if widget.input_type == "number":
        params |= {"type": "text", "inputmode": params.get("inputmode", "numeric")}
    if getattr(bound.field, "prefix", ""):
        params["prefix"] = {"text": bound.field.prefix}
    return component(
        "input", value=widget.format_value(bound.value()), label=_label(bound), **params
    )


def _textarea(bound, widget):
    params = _common(bound, widget)
    # HTML drops the first line break after the tag, so one that was typed needs one more.
    value = f"\n{widget.format_value(bound.value()) or ''}"
    params |= {"value": value, "label": _label(bound), "rows": 5}
    words = getattr(bound.field, "max_words", None)
    if words:
        return component("character-count", maxwords=words, **_word_limit(words), **params)
    limit = bound.field.max_length
    if limit:
        return component("character-count", maxlength=limit, **_character_limit(limit), **params)
    return component("textarea", **params)


def _character_limit(limit):
    return {
        "textareaDescriptionText": _("You can enter up to {count} characters").format(count=limit),
        "charactersUnderLimitText": {
            "one": _("You have 1 character left"),
            "other": _count(_("You have {count} characters left")),
        },
        "charactersAtLimitText": _("You have 0 characters left"),
        "charactersOverLimitText": {
            "one": _("You have 1 character too many"),
            "other": _count(_("You have {count} characters too many")),
        },
    }


def _word_limit(limit):
    return {
        "textareaDescriptionText": _("You can enter up to {count} words").format(count=limit),
        "wordsUnderLimitText": {
            "one": _("You have 1 word left"),
            "other": _count(_("You have {count} words left")),
        },
        "wordsAtLimitText": _("You have 0 words left"),
        "wordsOverLimitText": {
            "one": _("You have 1 word too many"),
            "other": _count(_("You have {count} words too many")),
        },
    }


def _count(words):
    """Write the count the way the script fills it in."""
    return words.replace("{count}", "%{count}")


def _options(bound, widget):
    """Return (group name or None, options) pairs with what is chosen marked."""
    value = widget.format_value(bound.value())
    return [
        (group, options)
        for group, options, _index in widget.optgroups(bound.html_name, value)
        if options
    ]


def _items(bound, widget, chosen):
    """The options of a group; those that can't go with others come after an "or"."""
    alone = getattr(bound.field, "exclusive", frozenset())
    items = []
    for _group, options in _options(bound, widget):
        for option in options:
            item = {
                "value": str(option["value"]),
                "text": option["label"],
                chosen: option["selected"],
                "disabled": bound.field.disabled or "disabled" in option["attrs"],
            }
            if item["value"] in alone:
                item["behaviour"] = "exclusive"
                if items and items[-1].get("behaviour") != "exclusive":
                    items.append({"divider": _("or")})
            items.append(item)
    return items


def _select(bound, widget):
    if widget.allow_multiple_selected or any(group for group, _o in _options(bound, widget)):
        return _other(bound, widget)
    return component(
        "select",
        items=_items(bound, widget, "selected"),
        label=_label(bound),
        **_common(bound, widget),
    )


def _radios(bound, widget):
    return component("radios", items=_items(bound, widget, "checked"), **_group(bound, widget))


def _checkboxes(bound, widget):
    return component("checkboxes", items=_items(bound, widget, "checked"), **_group(bound, widget))


def _checkbox(bound, widget):
    params = _common(bound, widget)
    item = {
        "value": "on",
        "text": bound.label,
        "checked": widget.check_test(bound.value()),
        "disabled": bound.field.disabled,
        "attributes": params.pop("attributes"),
    }
    if "hint" in params:
        item["hint"] = params.pop("hint")
    return component("checkboxes", items=[item], **params)


def _date(bound, widget):
    params = _group(bound, widget)
    # The whole is a group of boxes, and only a box can be gone to.
    focus = params["attributes"].pop("autofocus", None)
    subwidgets = widget.get_context(bound.html_name, bound.value(), {"id": _id(bound)})
    names = (_("Day"), _("Month"), _("Year"))
    params["items"] = [
        {
            "id": part["attrs"]["id"],
            "name": part["name"],
            "label": name,
            "value": part["value"],
            "autocomplete": part["attrs"].get("autocomplete"),
            "attributes": {"autofocus": focus} if focus and name == names[0] else {},
            "classes": " ".join(
                filter(None, (f"govuk-input--width-{width}", bound.errors and "govuk-input--error"))
            ),
        }
        for part, name, width in zip(
            subwidgets["widget"]["subwidgets"], names, (2, 2, 4), strict=True
        )
    ]
    return component("date-input", **params)


def _file(bound, widget):
    return component(
        "file-upload",
        multiple=widget.allow_multiple_selected,
        label=_label(bound),
        **_common(bound, widget),
    )


def _other(bound, widget):
    """Put our label, hint and error around a widget that has no macro."""
    params = _common(bound, widget)
    described = []
    parts = [component("label", **_label(bound), **{"for": _id(bound)})]
    for macro, key in (("hint", "hint"), ("error-message", "errorMessage")):
        if key in params:
            described.append(f"{_id(bound)}-{macro}")
            parts.append(component(macro, id=described[-1], **params[key]))
    kind = "select" if isinstance(widget, forms.Select) else "input"
    attrs = {"class": f"govuk-{kind}"}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    parts.append(bound.as_widget(attrs=attrs))
    error = " govuk-form-group--error" if bound.errors else ""
    group = Markup('<div class="govuk-form-group{}">{}</div>')
    return group.format(error, Markup("\n").join(parts))


# The first kind that fits a widget renders it, so a subclass stands before its parent.
KINDS = (
    (DateWidget, _date),
    (forms.CheckboxSelectMultiple, _checkboxes),
    (forms.RadioSelect, _radios),
    (forms.Select, _select),
    (forms.CheckboxInput, _checkbox),
    (forms.FileInput, _file),
    (forms.Textarea, _textarea),
    (Input, _input),
)
