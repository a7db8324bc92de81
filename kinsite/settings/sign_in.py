"""How people sign in: allauth, axes, passwords, the second factor of staff."""

from datetime import timedelta

from . import env
from .security import HTTPS

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
STAFF_MFA_REQUIRED = env.flag("STAFF_MFA_REQUIRED")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"
# Pages that an editor keeps for those who are signed in, or who know a password.
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "content/password_required.html"  # noqa: S105

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ["email"]}},
    {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "kinsite.accounts.passwords.MaximumLengthValidator"},
    {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATORS}.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60

ACCOUNT_ADAPTER = "kinsite.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "kinsite.accounts.forms.SignInForm",
    "signup": "kinsite.accounts.forms.SignUpForm",
    "add_email": "kinsite.accounts.forms.AddressForm",
    "reset_password": "kinsite.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "kinsite.accounts.forms.NewPasswordForm",
    "change_password": "kinsite.accounts.forms.ChangePasswordForm",
    "set_password": "kinsite.accounts.forms.FirstPasswordForm",
    "reauthenticate": "kinsite.accounts.forms.OnceMoreForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 2
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_CHANGE_EMAIL = True
# Whoever asks hears the same, whether or not an address has an account; the letter tells its owner.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
# Counted by accounts/limits.py instead: allauth's own counters turn everybody away while the cache is down.
ACCOUNT_RATE_LIMITS = False

# Failed sign-ins, counted in the database by a digest of the address with the network it came from.
AXES_HANDLER = "axes.handlers.database.AxesDatabaseHandler"
AXES_USERNAME_CALLABLE = "kinsite.accounts.lockout.name_in_digest"
AXES_CLIENT_IP_CALLABLE = "kinsite.accounts.lockout.client_address"
AXES_LOCKOUT_CALLABLE = "kinsite.accounts.lockout.refuse"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "login", "email", "password1", "password2", "next"]
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False

MFA_ADAPTER = "kinsite.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Kin Workspace"
