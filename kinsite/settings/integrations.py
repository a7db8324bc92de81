"""The servers and services the shop speaks with: PostgreSQL, Redis, Celery, Stripe, mail."""

from datetime import timedelta
from urllib.parse import urlsplit

from celery.schedules import crontab

from . import env


def origin(url):
    """The scheme, host and port of a URL."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        **env.database(),
    }
}
# A request never waits longer than this on a lock or a statement; long jobs raise it for themselves.
DATABASES["default"].setdefault("OPTIONS", {}).update(
    connect_timeout=5, options="-c statement_timeout=20000 -c lock_timeout=8000"
)

CACHES = {
    "default": {
        "BACKEND": "kinsite.foundation.cache.FailOpenRedisCache",
        "LOCATION": env.text("REDIS_URL"),
        "KEY_PREFIX": "kin",
    }
}
SESSION_ENGINE = "kinsite.foundation.sessions"

CELERY_BROKER_URL = env.text("BROKER_URL")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 1, "socket_timeout": 2, "max_retries": 0}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {
    "emails.*": {"queue": "mail"},
    "commerce.tasks.work_inbox": {"queue": "webhooks"},
    "commerce.tasks.finish_payment": {"queue": "webhooks"},
    "kinsite.media.tasks.*": {"queue": "pictures"},
}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "UTC"
# Every job is idempotent and bounded: a second beat, or a late one, does no harm.
CELERY_BEAT_SCHEDULE = {
    "sweep-outbox": {"task": "emails.tasks.sweep_outbox", "schedule": timedelta(seconds=30)},
    "sweep-inbox": {"task": "commerce.tasks.sweep_inbox", "schedule": timedelta(seconds=30)},
    "reconcile-payments": {"task": "commerce.tasks.reconcile_payments", "schedule": timedelta(seconds=45)},
    "follow-settlements": {
        "task": "commerce.tasks.follow_settlements",
        "schedule": timedelta(seconds=45),
    },
    "follow-bulk-jobs": {"task": "commerce.tasks.follow_bulk_jobs", "schedule": timedelta(seconds=30)},
    "close-wallets": {"task": "commerce.tasks.close_wallets", "schedule": timedelta(minutes=5)},
    "follow-refunds": {"task": "commerce.tasks.follow_refunds", "schedule": timedelta(seconds=45)},
    "reconcile-refunds": {"task": "commerce.tasks.reconcile_refunds", "schedule": timedelta(minutes=15)},
    "compare-books": {
        "task": "commerce.tasks.compare_books_nightly",
        "schedule": crontab(hour=3, minute=15),
    },
    "expire-holds": {"task": "commerce.tasks.expire_holds", "schedule": timedelta(seconds=60)},
    "show-due-prices": {"task": "commerce.tasks.show_due_prices", "schedule": timedelta(seconds=60)},
    "sweep-sheets": {"task": "commerce.tasks.sweep_sheets", "schedule": timedelta(seconds=60)},
    "forget-unconfirmed": {
        "task": "commerce.tasks.forget_unconfirmed",
        "schedule": crontab(hour=3, minute=30),
    },
    "forget-guest-lists": {
        "task": "commerce.tasks.forget_guest_lists",
        "schedule": crontab(hour=3, minute=35),
    },
    # There are more of them than a batch a night takes.
    "forget-guest-carts": {"task": "commerce.tasks.forget_guest_carts", "schedule": crontab(minute=25)},
    # Days end at midnight of TIME_ZONE; an hourly look finds it wherever that is.
    "close-days": {"task": "commerce.tasks.close_days", "schedule": crontab(minute=12)},
    "verify-trail": {"task": "commerce.tasks.verify_trail", "schedule": crontab(hour=4, minute=5)},
    "forget-marks": {"task": "commerce.tasks.forget_marks", "schedule": crontab(hour=3, minute=45)},
    "keep-schedule": {"task": "content.tasks.keep_schedule", "schedule": timedelta(seconds=30)},
    "purge-copies": {"task": "content.tasks.purge_copies", "schedule": timedelta(seconds=30)},
    "remind-approvers": {"task": "content.tasks.remind_approvers", "schedule": crontab(minute=10)},
    "sweep-pictures": {"task": "kinsite.media.tasks.sweep_pictures", "schedule": timedelta(minutes=5)},
    "forget-queries": {"task": "search.tasks.forget_queries", "schedule": crontab(hour=3, minute=50)},
    "clear-sessions": {
        "task": "kinsite.accounts.tasks.clear_sessions",
        "schedule": crontab(hour=3, minute=40),
    },
    "forget-attempts": {
        "task": "kinsite.accounts.tasks.forget_attempts",
        "schedule": crontab(minute=20),
    },
}

# Payments: one gateway, chosen here; `stripe` speaks with whatever STRIPE_API_HOST names, else with Stripe.
PAYMENT_GATEWAY = env.text("PAYMENT_GATEWAY", "stripe")
# Taxes: `flat` is the shop's own table, `stripe` asks Stripe Tax and falls back to the table.
TAX_CALCULATOR = env.text("TAX_CALCULATOR", "flat")
STRIPE_LIVE_MODE = env.flag("STRIPE_LIVE_MODE")
STRIPE_SECRET_KEY = env.text("STRIPE_SECRET_KEY")
STRIPE_PUBLISHABLE_KEY = env.text("STRIPE_PUBLISHABLE_KEY")
STRIPE_WEBHOOK_SECRETS = env.words("STRIPE_WEBHOOK_SECRET")
STRIPE_API_VERSION = "2026-08-26.dahlia"
STRIPE_JS_URL = env.text("STRIPE_JS_URL", "https://js.stripe.com/dahlia/stripe.js")
# Where colleagues look at a payment of this id. A stand-in has no such page, unless somebody names it.
STRIPE_PAYMENT_PAGE = f"https://dashboard.stripe.com/{'' if STRIPE_LIVE_MODE else 'test/'}payments/{{}}"
if env.text("STRIPE_API_HOST"):
    STRIPE_API_HOST = env.text("STRIPE_API_HOST").rstrip("/")
    if origin(STRIPE_API_HOST) != "https://api.stripe.com":
        STRIPE_PAYMENT_PAGE = ""
if STRIPE_LIVE_MODE:
    STRIPE_LIVE_SECRET_KEY, STRIPE_LIVE_PUBLIC_KEY = STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY
else:
    STRIPE_TEST_SECRET_KEY, STRIPE_TEST_PUBLIC_KEY = STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY
DJSTRIPE_FOREIGN_KEY_TO_FIELD = "id"
STRIPE_TIMEOUT = 8

# The cache before the shop, where one is asked to forget pages that changed (content/edge.py).
WAGTAILFRONTENDCACHE = (
    {"edge": {"BACKEND": "content.edge.Edge", "LOCATION": env.text("CDN_PURGE_URL").rstrip("/")}}
    if env.text("CDN_PURGE_URL")
    else {}
)

# How long a pending payment is left to the webhook before we ask Stripe ourselves.
RECONCILE_AFTER = timedelta(seconds=30)

# How long a page may wait for its approval before whoever may approve is reminded, then how often and how
# many times in all.
REMIND_APPROVERS_AFTER = timedelta(days=2)
REMIND_APPROVERS_EVERY = timedelta(days=2)
REMIND_APPROVERS_TIMES = 3

DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text(
    "DEFAULT_FROM_EMAIL", "Kin Workspace <hello@kinworkspace.example>"
)
EMAIL_TIMEOUT = 10
vars().update(env.email())
ADMINS = [("", address) for address in env.words("ADMINS")]
