"""Celery's app. The database is the promise and the broker a hint: see foundation/tasks.py."""

import os

from celery import Celery

from kinsite.foundation.logging import connect

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinsite.settings.dev")

app = Celery("kinsite", task_cls="kinsite.foundation.tasks:HintTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
connect(app)
