from django.apps import AppConfig


class KinsiteConfig(AppConfig):
    name = "kinsite"

    def ready(self):
        from kinsite.celery import app  # noqa: F401, PLC0415 - tasks need their app once Django is up
