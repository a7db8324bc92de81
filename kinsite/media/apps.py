from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "kinsite.media"
    label = "media"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from kinsite.media import receivers  # noqa: F401, PLC0415 - models must be loaded first
