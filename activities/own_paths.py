"""The addresses of the own pages of one activity, alike below a hub and below a group."""

from django.urls import path

_PATHS = {
    "Change": ("change", "<int:pk>/change/"),
    "When": ("when", "<int:pk>/when/"),
    "Assure": ("assure", "<int:pk>/assure/"),
    "CancelDate": ("cancel_date", "<int:pk>/<str:day>/cancel/"),
    "MoveDate": ("move_date", "<int:pk>/<str:day>/move/"),
    "RestoreDate": ("restore_date", "<int:pk>/<str:day>/restore/"),
    "Away": ("away", "<int:pk>/away/"),
    "EndAway": ("end_away", "<int:pk>/away/<int:stretch>/end/"),
    "End": ("end", "<int:pk>/end/"),
    "Again": ("again", "<int:pk>/again/"),
    "Take": ("take", "<int:pk>/take/"),
    "Decline": ("decline", "<int:pk>/decline/"),
}


def paths_of(pages: dict) -> list:
    """The paths of these pages below /my/…/<slug>/activities/."""
    return [
        path(f"<slug:slug>/activities/{_PATHS[name][1]}", page.as_view(), name=_PATHS[name][0])
        for name, page in pages.items()
    ]
