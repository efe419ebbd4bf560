"""The front page."""

from django.shortcuts import render


def home(request):
    """Show what to join next, what is near, and what came of earlier sessions."""
    return render(request, "home.html")
