from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from content import receivers  # noqa: F401, PLC0415
        from content.notifications import LETTERS  # noqa: PLC0415
        from content.reactions import REACTIONS  # noqa: PLC0415
        from emails import kinds  # noqa: PLC0415
        from kinsite.foundation.announce import register  # noqa: PLC0415 - apps must be loaded first

        for letter in LETTERS:
            kinds.register(letter)
        register(REACTIONS)
