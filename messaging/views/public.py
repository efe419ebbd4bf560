"""One-click unsubscribe: a page that asks, and a POST that acts."""

from django.core import signing
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from messaging import services


@csrf_exempt  # The signed token is the authority; mail programs post it with no session (RFC 8058).
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """Ask whether to switch the kind off; a POST does it."""
    try:
        reference, kind = services.read_unsubscribe_token(token)
    except (signing.BadSignature, services.UnknownKind):
        return render(request, "messaging/unsubscribe_invalid.html", status=404)
    if request.method == "POST":
        services.opt_out(reference, kind.name)
    return render(
        request, "messaging/unsubscribe.html", {"kind": kind, "done": request.method == "POST"}
    )
