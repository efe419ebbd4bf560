"""The pages that are only words, the language switch, and what is said when something fails."""

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.csrf import csrf_failure
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from people.services import choose_language
from people.views.account import ConfirmCode


# It only sets a language, and from another site no session comes along: it needs no token, and no
# page needs a cookie.
@csrf_exempt
@require_POST
def set_language(request):
    """Remember the language chosen, and go back to the page it was chosen on.

    Somebody who is signed in gets their emails in it too.
    """
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        back = "/"
    response = HttpResponseRedirect(back)
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            choose_language(person=request.user, actor=request.user, language=language)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=365 * 24 * 60 * 60,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def _words(name):
    page = TemplateView.as_view(template_name=f"pages/{name}.html")
    return path(f"{name}/", page, name=name)


urlpatterns = [
    path(
        "accessibility-statement/",
        TemplateView.as_view(template_name="pages/accessibility.html"),
        name="accessibility",
    ),
    _words("privacy"),
    _words("cookies"),
    _words("contact"),
    path("language/", set_language, name="set_language"),
]


def not_this_form(request, reason=""):
    """Refuse a form whose token doesn't fit; one for a code that was entered leads on.

    Signing in makes a new token, so the form that asked for the code, sent again from another tab
    or after Back, has the old one. Nothing of it is used.
    """
    view = getattr(request.resolver_match.func, "view_class", object)
    if request.user.is_authenticated and issubclass(view, ConfirmCode):
        return redirect(request.get_full_path())
    return csrf_failure(request, reason)


def server_error(request):
    """Answer an unforeseen error, and a stopped database as the pause that it is.

    Django calls this inside its `except`, wherever the error came from: a view, a template, or a
    middleware such as the one that loads the session. So nothing here may touch the database.
    """
    is_pause = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    with translation.override(translation.get_language_from_request(request)):
        if is_pause:
            words = render_to_string("503.html")
            return HttpResponse(words, status=503, headers={"Retry-After": "60"})
        return HttpResponse(render_to_string("500.html"), status=500)
