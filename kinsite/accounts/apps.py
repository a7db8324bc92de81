from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "kinsite.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Apps must be loaded first.
        from emails.kinds import register  # noqa: PLC0415
        from kinsite.foundation.crypto import SEALED_ELSEWHERE  # noqa: PLC0415

        from . import receivers, second_factor  # noqa: F401, PLC0415
        from .letters import LETTERS  # noqa: PLC0415

        SEALED_ELSEWHERE[second_factor.BOUND_TO] = second_factor.rotate
        for letter in LETTERS:
            register(letter)
