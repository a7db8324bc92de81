from django.apps import AppConfig


class CommerceConfig(AppConfig):
    name = "commerce"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Imported here, since apps must be loaded first.
        from commerce import checks, receivers  # noqa: F401, PLC0415
        from commerce.notifications import LETTERS  # noqa: PLC0415
        from commerce.reactions import REACTIONS  # noqa: PLC0415
        from commerce.shop.queries import below_letters  # noqa: PLC0415
        from commerce.staff_letters import STAFF_LETTERS  # noqa: PLC0415
        from emails.kinds import register as register_letter  # noqa: PLC0415
        from emails.wording import surround  # noqa: PLC0415
        from kinsite.foundation.announce import register  # noqa: PLC0415

        register(REACTIONS)
        surround(below_letters)
        for letter in [*LETTERS, *STAFF_LETTERS]:
            register_letter(letter)
