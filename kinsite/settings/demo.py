"""The demo: everything real but the outside world, which the sandbox plays. DEBUG stays off, so that
what is seen is what production does."""

from . import env
from .base import *
from .integrations import *
from .security import *
from .sign_in import *

env.demand("SECRET_KEY", "SITE_URL", "DATABASE_URL", "FIELD_KEYS", "INDEX_KEY", "EMAIL_URL")

DEMO = True
if env.text("STRIPE_API_HOST").startswith("http://127.0.0.1:"):
    # The sandbox's own dashboard.
    STRIPE_PAYMENT_PAGE = f"{STRIPE_API_HOST}/stripe/payments/{{}}/"
SERVE_MEDIA = True
# Static files are served from where they lie: collecting and compressing Wagtail's takes half a minute.
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
# Two demos on one machine share the host, and cookies know no ports: the name carries it.
_PORT = origin(SITE_URL).rpartition(":")[2]
SESSION_COOKIE_NAME += f"_{_PORT}"
CSRF_COOKIE_NAME += f"_{_PORT}"
CART_COOKIE_NAME += f"_{_PORT}"
WISHES_COOKIE_NAME += f"_{_PORT}"
VOTER_COOKIE_NAME += f"_{_PORT}"
SILENCED_SYSTEM_CHECKS = ["djstripe.W002"]
