#!/usr/bin/env python
"""Django's command line for the portal."""

import importlib
import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command of the command line; where a setting is missing, say so in one line."""
    settings = os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luton_portal.settings")
    try:
        importlib.import_module(settings)
    except ImproperlyConfigured as error:
        missing = " ".join(str(error).split())
        sys.exit(f"{missing} To start the demonstration, which needs no settings: make run")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
