"""The Celery application. The database row is the promise; Celery only carries it."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luton_portal.settings")

app = Celery("luton_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
