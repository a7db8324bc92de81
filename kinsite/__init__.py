"""The project: the lowest floor (foundation) and the roof (wiring)."""

from kinsite.celery import app as celery_app

__all__ = ["celery_app"]
