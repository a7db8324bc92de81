"""Who may do what in a browser: cookies, headers, content security policies, sign-in."""

from csp.constants import NONE, SELF

from . import env
from .base import MEDIA_URL, SITE_URL, STATIC_URL
from .integrations import STRIPE_JS_URL, origin

HTTPS = SITE_URL.startswith("https://")
COOKIE_PREFIX = "__Host-" if HTTPS else ""

SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
CSRF_TRUSTED_ORIGINS = [origin(SITE_URL)] if SITE_URL else []
CSRF_FAILURE_VIEW = "kinsite.views.csrf_failure"
CART_COOKIE_NAME = f"{COOKIE_PREFIX}cart"
WISHES_COOKIE_NAME = f"{COOKIE_PREFIX}wishes"
VOTER_COOKIE_NAME = f"{COOKIE_PREFIX}voter"

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
TRUSTED_PROXY_HOPS = env.number("TRUSTED_PROXY_HOPS", 0)
# The proxy's word on the scheme counts only where a proxy is said to stand.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY_HOPS else None
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

FIELD_KEYS = env.keys("FIELD_KEYS")
FIELD_KEY_ACTIVE = next(iter(FIELD_KEYS), "")
INDEX_KEY = env.text("INDEX_KEY")

# Policies by path; the longest matching prefix wins (see foundation/policy.py). A cached page can carry
# no nonce, so nothing inline is allowed in the shop at all.
_FILES = [SELF, *{origin(url) for url in (MEDIA_URL, STATIC_URL) if "://" in url}]
_SHOP = {
    "default-src": [NONE],
    "script-src": _FILES,
    "style-src": _FILES,
    "font-src": _FILES,
    "img-src": _FILES,
    "media-src": _FILES,
    "connect-src": [SELF],
    # Videos of these play in stories, once a visitor has agreed (content/embeds.py).
    "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "object-src": [NONE],
    "frame-ancestors": [NONE],
    "report-uri": ["/csp-report/"],
}


def checkout_policy(script_url, api_host=""):
    """The shop's policy with Stripe in it, and Link, its wallet, or whatever host its script comes from.

    https://docs.stripe.com/security/guide#content-security-policy
    """
    stripe = origin(script_url)
    if stripe == "https://js.stripe.com":
        link = ["https://link.com", "https://*.link.com"]
        scripts, frames = [stripe, "https://*.js.stripe.com"], ["https://hooks.stripe.com", *link]
        calls, images = ["https://api.stripe.com", *link], ["https://*.stripe.com"]
    else:
        calls = list(dict.fromkeys([stripe, *([origin(api_host)] if api_host else [])]))
        scripts, frames, images = [stripe], calls, [stripe]
    return {
        **_SHOP,
        "script-src": [*_FILES, *scripts],
        "frame-src": [*scripts, *frames],
        "connect-src": [SELF, *calls],
        "img-src": [*_FILES, *images],
    }


# Wagtail's admin has inline scripts and styles and no nonce; no outside host is let in for it.
_ADMIN = {
    **_SHOP,
    "script-src": [*_FILES, "'unsafe-inline'"],
    "style-src": [*_FILES, "'unsafe-inline'"],
    "img-src": [*_FILES, "data:", "blob:"],
    "font-src": [*_FILES, "data:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
CONTENT_SECURITY_POLICY = {"DIRECTIVES": _SHOP}
# The second factor shows its secret as a picture that no file holds.
_SECOND_FACTOR = {**_SHOP, "frame-src": [NONE], "img-src": [*_FILES, "data:"]}
_PRIVATE = {**_SHOP, "frame-src": [NONE]}
CSP_BY_PATH = {
    "/checkout/": checkout_policy(STRIPE_JS_URL, env.text("STRIPE_API_HOST")),
    "/admin/": _ADMIN,
    "/accounts/2fa/": _SECOND_FACTOR,
    **dict.fromkeys(("/account/", "/accounts/", "/cart/", "/orders/"), _PRIVATE),
}
