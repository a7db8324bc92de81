"""Callers from outside: verify, write an inbox row, answer. The worker does the rest."""

import logging

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from commerce.payments.gateway import gateway
from commerce.payments.inbox import receive
from commerce.payments.protocols import Forged
from commerce.tasks import work_inbox

logger = logging.getLogger(__name__)

BODY_BYTES = 256 * 1024


@csrf_exempt
@never_cache
@require_POST
def stripe_webhook(request):
    """Keep a notice that Stripe signed. Anything else is answered 400 and leaves no row."""
    body = request.read(BODY_BYTES + 1)
    if len(body) > BODY_BYTES:
        return HttpResponse(status=413)
    try:
        notice = gateway().read_notice(body, request.headers.get("Stripe-Signature", ""))
    except Forged as reason:
        logger.warning("webhook refused", extra={"reason": str(reason)})
        return HttpResponse(status=400)
    row_id = receive(notice)
    if row_id is not None:
        work_inbox.hint(row_id)
    return HttpResponse(status=200)
