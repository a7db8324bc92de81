"""Production: refuses to start where something it stands on is missing, and names it."""

from django.core.exceptions import ImproperlyConfigured

from . import env

env.demand(
    "SECRET_KEY",
    "SITE_URL",
    "ALLOWED_HOSTS",
    "DATABASE_URL",
    "REDIS_URL",
    "BROKER_URL",
    "FIELD_KEYS",
    "INDEX_KEY",
    "STRIPE_SECRET_KEY",
    "STRIPE_PUBLISHABLE_KEY",
    "STRIPE_WEBHOOK_SECRET",
    "EMAIL_URL",
    "DEFAULT_FROM_EMAIL",
    "ADMINS",
)

from .base import *
from .integrations import *
from .security import *
from .sign_in import *

if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10:
    raise ImproperlyConfigured("SECRET_KEY must be at least 50 random characters.")
if not SITE_URL.startswith("https://"):
    raise ImproperlyConfigured("SITE_URL must begin with https://: production speaks HTTPS only.")
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts; * lets anyone poison links in mails.")
for _name in ("STRIPE_SECRET_KEY", "STRIPE_PUBLISHABLE_KEY"):
    if ("_live_" in globals()[_name]) != STRIPE_LIVE_MODE:
        raise ImproperlyConfigured(f"STRIPE_LIVE_MODE and {_name} disagree about live and test.")
for _name in ("STRIPE_API_HOST", "STRIPE_JS_URL"):
    if STRIPE_LIVE_MODE and env.text(_name):
        raise ImproperlyConfigured(f"{_name} must not be set with live keys.")

STAFF_MFA_REQUIRED = env.flag("STAFF_MFA_REQUIRED", default=True)
STORAGES["staticfiles"]["BACKEND"] = "whitenoise.storage.CompressedManifestStaticFilesStorage"
