"""The content security policy of each path."""

from csp.constants import NONE, SELF
from csp.middleware import CSPMiddleware
from csp.utils import default_config
from django.conf import settings
from django.utils.translation import get_language_from_path


class PolicyMiddleware(CSPMiddleware):
    """Choose the policy by path from CSP_BY_PATH, the longest prefix first, else the shop's."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if parts.config is None and not report_only:
            directives = policy_for(request.path_info)
            if getattr(request, "is_dummy", False):
                # A preview is a page of the shop in a frame of the admin, and no form of it may be sent.
                directives = {**directives, "frame-ancestors": [SELF], "form-action": [NONE]}
            parts.config = default_config(directives)
        return parts


def policy_for(path: str) -> dict:
    """The directives for a path; a market's prefix makes no difference."""
    language = get_language_from_path(path)
    bare = path.removeprefix(f"/{language}") if language else path
    prefixes = [prefix for prefix in settings.CSP_BY_PATH if bare.startswith(prefix)]
    if not prefixes:
        return settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return settings.CSP_BY_PATH[max(prefixes, key=len)]
