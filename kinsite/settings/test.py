"""The tests: real servers, real tasks called by name; only what is slow on purpose is made quick."""

from . import env

env.assume(
    SECRET_KEY="tests-only-" + "t" * 50,
    SITE_URL="http://testserver",
    ALLOWED_HOSTS="testserver,127.0.0.1,localhost",
    FIELD_KEYS="k1:" + "dGVzdHMtb25seS1rZXktb2YtMzItYnl0ZXMtbG9uZyE=",
    INDEX_KEY="tests-only-index-key",
    EMAIL_URL="smtp://127.0.0.1:9",
    STRIPE_SECRET_KEY="sk_test_" + "t" * 24,
    STRIPE_PUBLISHABLE_KEY="pk_test_" + "t" * 24,
    STRIPE_WEBHOOK_SECRET="whsec_" + "t" * 32,
    STRIPE_API_HOST="http://127.0.0.1:9",
    STRIPE_JS_URL="http://127.0.0.1:9/dahlia/stripe.js",
)

from .base import *
from .integrations import *
from .security import *
from .sign_in import *

SERVE_MEDIA = True
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None
MEDIA_ROOT = DATA_DIR / "test-media"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SILENCED_SYSTEM_CHECKS = ["djstripe.W002"]
CONN_MAX_AGE = 0
# Tests run side by side on one broker: the tasks of one must not be worked in the database of another.
CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"] = f"{env.text('PYTEST_XDIST_WORKER', 'alone')}:"
