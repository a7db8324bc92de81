"""For work on the code: errors in full, mail on the console, servers from the environment."""

from . import env

env.assume(
    SECRET_KEY="development-only-" + "d" * 50,
    SITE_URL="http://127.0.0.1:8000",
    ALLOWED_HOSTS="*",
    FIELD_KEYS="k1:" + "ZGV2ZWxvcG1lbnQtb25seS1rZXktMzItYnl0ZXMhISE=",
    INDEX_KEY="development-only-index-key",
    EMAIL_URL="consolemail://",
    STRIPE_SECRET_KEY="sk_test_" + "d" * 24,
    STRIPE_PUBLISHABLE_KEY="pk_test_" + "d" * 24,
    STRIPE_WEBHOOK_SECRET="whsec_" + "d" * 32,
)

from .base import *
from .integrations import *
from .security import *
from .sign_in import *

DEBUG = True
SERVE_MEDIA = True
