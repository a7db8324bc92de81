"""A bound on passwords, so that nobody has a book hashed."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 256


class MaximumLengthValidator:
    def validate(self, password, user=None):
        if len(password) > LONGEST:
            raise ValidationError(
                _("This password is too long. It may have %(longest)d characters at most."),
                code="password_too_long",
                params={"longest": LONGEST},
            )

    def get_help_text(self):
        return _("Your password may have %(longest)d characters at most.") % {"longest": LONGEST}
