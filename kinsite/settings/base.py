"""What Django and Wagtail are told everywhere: apps, middleware, templates, languages, files."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from kinsite.foundation import logging

from . import env

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = BASE_DIR / ".data"

SECRET_KEY = env.text("SECRET_KEY")
DEBUG = False
SITE_URL = env.text("SITE_URL").rstrip("/")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
DEMO = False

INSTALLED_APPS = [
    "kinsite",
    "search",
    "content",
    "commerce",
    "kinsite.accounts",
    "emails",
    "kinsite.media",
    "kinsite.foundation",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.locales",
    "wagtail",
    "modelcluster",
    "taggit",
    "djstripe",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "kinsite.foundation.middleware.RequestIdMiddleware",
    "kinsite.foundation.clientip.ClientIpMiddleware",
    "kinsite.foundation.middleware.RefuseNulMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "kinsite.foundation.compression.CompressTextMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kinsite.foundation.policy.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kinsite.foundation.middleware.AddressLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kinsite.accounts.middleware.SignInLimitMiddleware",
    "kinsite.accounts.middleware.SecondFactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "commerce.storefront.support.SupportVisitMiddleware",
    "commerce.storefront.middleware.MarketMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "content.middleware.EditorRefusedMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "kinsite.urls"
WSGI_APPLICATION = "kinsite.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kinsite.views.site",
                "content.navigation.navigation",
            ],
        },
    }
]

# One market a language: the first is unprefixed, the second lies under /de/.
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", _("English")), ("de", _("German"))]
# The admin's own screens are English: another language would be half of one.
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LOCALE_PATHS = [BASE_DIR / "kinsite" / "locale"]

STATIC_URL = env.text("STATIC_URL", "/static/")
STATIC_ROOT = BASE_DIR / "static_root"
STATICFILES_DIRS = [BASE_DIR / "kinsite" / "static"]
MEDIA_URL = env.text("MEDIA_URL", "/media/")
MEDIA_ROOT = DATA_DIR / "media"
SERVE_MEDIA = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

WAGTAIL_SITE_NAME = "Kin Workspace"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_I18N_ENABLED = True
WAGTAILIMAGES_IMAGE_MODEL = "media.Image"
WAGTAILIMAGES_IMAGE_FORM_BASE = "kinsite.media.forms.PictureForm"
WAGTAILDOCS_DOCUMENT_MODEL = "media.Document"
# Nothing that a browser would run, were it opened from the shop's own address: no SVG, no HTML.
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "mp4", "odt", "pdf", "pptx", "txt", "vtt", "webm", "xlsx", "zip"]
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# Whoever approves is told by letter (content/approval.py); who may do everything is not told of everything.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False

LOGGING = logging.build(env.text("LOG_LEVEL", "INFO"))
# Whoever holds what follows one of these in a path is let in by it: no log shows it.
SECRET_PATHS = [
    "/orders/",
    "/preview/",
    "/unsubscribe/",
    "/newsletter/confirm/",
    "/accounts/confirm-email/",
    "/accounts/password/reset/key/",
]
