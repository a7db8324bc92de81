"""Sign-in of colleagues."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.views.account import LogoutView

# Wagtail's own answers 405 to a link as well, and takes the browser's session away with it.
admin_sign_out = require_POST(LogoutView.as_view())


@require_safe
@never_cache
def admin_sign_in(request):
    """Lead from the admin's own form to the shop's, which asks for the second factor too.

    Whoever is signed in and still sent here may not enter, and would otherwise be led in circles.
    """
    target = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = "/admin/"
    if not request.user.is_authenticated:
        return redirect_to_login(target)
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    return redirect(target)
