"""How people sign in: allauth, axes, passwords, the second factor of staff."""

from . import env

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
STAFF_MFA_REQUIRED = env.flag("STAFF_MFA_REQUIRED")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/account/"
