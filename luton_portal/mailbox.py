"""The mailbox of a demonstration: every email the portal wrote, and the demo officers' codes.

Only demo mode has these addresses. Anyone there can sign in as anyone, which is the point of a
demonstration and the reason why no other mode may have them.
"""

import time

from allauth.mfa import app_settings as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin

from messaging.kinds import content_of
from messaging.models import OutboxMessage
from people.demo import OFFICER_EMAIL, SCORER_EMAIL

PAGE_SIZE = 25
EMAIL_POLICY = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": [SELF, "data:"],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-popups", "allow-top-navigation-by-user-activation"],
}


@never_cache
def mailbox(request: HttpRequest) -> HttpResponse:
    """Every email, newest first; `q` looks for part of an address."""
    wanted = request.GET.get("q", "").strip()
    emails = OutboxMessage.objects.defer("text", "html").order_by("-created_at", "-pk")
    if wanted:
        emails = emails.filter(to_address__icontains=wanted)
    page = Paginator(emails, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request, "mailbox/list.html", {"page": page, "wanted": wanted, "officers": officers_codes()}
    )


@never_cache
def email(request: HttpRequest, pk: int) -> HttpResponse:
    """One email: its text with links, its HTML in a frame, its attachments."""
    return render(request, "mailbox/email.html", {"email": get_object_or_404(OutboxMessage, pk=pk)})


@never_cache
@xframe_options_sameorigin
@csp(EMAIL_POLICY)
def html(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML of an email as it was written, in a sandbox; its links leave the frame."""
    written = get_object_or_404(OutboxMessage, pk=pk).html
    return HttpResponse(written.replace("<head>", '<head><base target="_top">', 1))


@never_cache
def attachment(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """An attachment, counted from 0, as a download."""
    message = get_object_or_404(OutboxMessage, pk=pk)
    if number >= len(message.attachments):
        raise Http404
    file = message.attachments[number]
    return HttpResponse(
        content_of(file, message.language),
        content_type=file["type"],
        headers={"Content-Disposition": f'attachment; filename="{file["name"]}"'},
    )


def officers_codes() -> list[dict]:
    """The second-step codes now of the demo officer and the demo scorer, and their seconds left."""
    now = int(time.time())
    apps = Authenticator.objects.filter(
        user__email__in=[OFFICER_EMAIL, SCORER_EMAIL], type=Authenticator.Type.TOTP
    )
    return [
        {
            "email": app.user.email,
            "code": format_hotp_value(
                hotp_value(decrypt(app.data["secret"]), now // mfa.TOTP_PERIOD)
            ),
            "seconds": mfa.TOTP_PERIOD - now % mfa.TOTP_PERIOD,
        }
        for app in apps.select_related("user").order_by("user__email")
    ]


urlpatterns = [
    path("", mailbox, name="mailbox"),
    path("<int:pk>/", email, name="mailbox_email"),
    path("<int:pk>/html/", html, name="mailbox_html"),
    path("<int:pk>/attachments/<int:number>/", attachment, name="mailbox_attachment"),
]
