from django.apps import AppConfig


class CommerceConfig(AppConfig):
    name = "commerce"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from commerce import checks, receivers  # noqa: F401, PLC0415
        from commerce.reactions import REACTIONS  # noqa: PLC0415
        from kinsite.foundation.announce import register  # noqa: PLC0415 - apps must be loaded first

        register(REACTIONS)
