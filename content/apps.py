from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from wagtail.actions import action_registry  # noqa: PLC0415

        from content import receivers  # noqa: F401, PLC0415
        from content.actions import DeleteFileAction  # noqa: PLC0415
        from content.notifications import LETTERS  # noqa: PLC0415
        from content.reactions import REACTIONS  # noqa: PLC0415
        from emails import kinds  # noqa: PLC0415
        from kinsite.foundation.announce import register  # noqa: PLC0415 - apps must be loaded first
        from kinsite.media.models import Document, Image  # noqa: PLC0415

        for kind in (Image, Document):
            action_registry.register(kind, DeleteFileAction)
        for letter in LETTERS:
            kinds.register(letter)
        register(REACTIONS)
