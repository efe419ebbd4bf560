"""What the officers' pages of sets and versions share."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from core.refusal import Refusal
from people.officers import add_refusal


def number_in(text: str | None) -> int | None:
    """The key of a row in an address, None where it is none."""
    usable = text and text.isascii() and text.isdigit() and len(text) < 19
    return int(text) if usable else None


class FrozenMixin:
    """Wording that is in use can be read and not written; whoever comes too late is told."""

    def version_of(self, obj):
        """The version that `obj` is, or is a part of."""
        return obj.get_version()

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or not self.version_of(obj).is_frozen)

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not self.version_of(obj).is_frozen)


class RefusalMixin:
    """Saving that is refused, or that somebody else got in the way of, is said and not a fault."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            with transaction.atomic():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except Refusal as refusal:
            messages.error(request, refusal.message)
        except IntegrityError:
            messages.error(
                request, _("Somebody else saved the same a moment ago. Look, and try again.")
            )
        return HttpResponseRedirect(request.get_full_path())


class PagesMixin:
    """Pages of one thing beside its form: `pages` maps the last part of an address to a method."""

    pages: dict[str, str] = {}

    class Media:
        css = {"all": ["panels/officers.css", "questionnaires/officers.css"]}

    def get_urls(self):
        return [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(getattr(self, method)),
                name=f"{self.opts.app_label}_{self.opts.model_name}_{name}",
            )
            for name, method in self.pages.items()
        ] + super().get_urls()

    def thing_or_none(self, request, object_id):
        """The thing of one of these pages, if it is there and the officer may see it.

        Raises:
            PermissionDenied: they may not.
        """
        thing = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, thing):
            raise PermissionDenied
        return thing

    def not_there(self, request, object_id):
        """Say that there is no such thing, and lead to the list."""
        return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)

    def address(self, name: str, *arguments) -> str:
        """An address of this model's in the admin."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=arguments)

    def page(self, request, thing, title, template, **context):
        """One of these pages, from templates/admin/questionnaires."""
        form = context.get("form")
        return TemplateResponse(
            request,
            f"admin/questionnaires/{template}.html",
            {
                **self.admin_site.each_context(request),
                "title": title,
                "subtitle": thing,
                "thing": thing,
                "opts": self.opts,
                "media": self.media,
                "list_url": self.address("changelist"),
                "thing_url": self.address("change", thing.pk),
                "errors": bool(form and form.errors),
                **context,
            },
        )

    def act(self, request, thing, form, run, *, title, explain, label, done):
        """Explain one act, ask what it takes, and do it on a POST.

        Args:
            form: what is asked; its fields are the arguments of `run`.
            run: does it and returns where to go afterwards. May raise Refusal.
            title, explain, label, done: words of the page, its button, and afterwards.
        """
        if form.is_valid():
            try:
                url = run(**form.cleaned_data)
            except Refusal as refusal:
                add_refusal(form, refusal)
            else:
                self.log_change(request, thing, str(done))
                messages.success(request, done)
                return HttpResponseRedirect(url)
        return self.page(request, thing, title, "act", form=form, explain=explain, label=label)
