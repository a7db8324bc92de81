"""allauth's forms with one sentence about passwords and no labels said twice."""

from allauth.account import forms
from django.utils.translation import gettext_lazy as _

PASSWORD_HELP = _("At least 10 characters. A few words that mean something to you alone are fine.")


class _Plain:
    """Labels stand above their fields, so nothing stands inside; a password's rules are one sentence."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        if "password1" in self.fields:
            self.fields["password1"].help_text = PASSWORD_HELP


class SignInForm(_Plain, forms.LoginForm):
    pass


class SignUpForm(_Plain, forms.SignupForm):
    pass


class AddressForm(_Plain, forms.AddEmailForm):
    pass


class ForgottenPasswordForm(_Plain, forms.ResetPasswordForm):
    pass


class NewPasswordForm(_Plain, forms.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(_Plain, forms.ChangePasswordForm):
    pass


class FirstPasswordForm(_Plain, forms.SetPasswordForm):
    pass


class OnceMoreForm(_Plain, forms.ReauthenticateForm):
    pass
