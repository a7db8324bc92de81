"""Sign-in of colleagues."""

from django.contrib.auth.views import redirect_to_login
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe


@require_safe
def admin_sign_in(request):
    """Lead from the admin's own form to the shop's, which asks for the second factor too."""
    target = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = "/admin/"
    return redirect_to_login(target)
