"""Looking at the shop as a customer sees it, for support: a session of the customer's, with a marker.

The colleague's own session waits untouched; the way out leads back into it. Nobody signs in by a visit: no
signal is sent, no cart is merged, and the customer's last sign-in stays what it was.
"""

import logging
from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user
from django.db import transaction
from django.middleware.csrf import rotate_token

from commerce.customers.deciding import lock_customer
from commerce.customers.desk import SupportVisit
from commerce.customers.models import Customer
from commerce.errors import VisitRefused
from kinsite.accounts.models import User
from kinsite.foundation import clock
from kinsite.foundation.actors import Actor

logger = logging.getLogger(__name__)

LASTS = timedelta(minutes=30)
RIGHT = "commerce.impersonate_customer"
# In the customer's session: the visit, and the key of the colleague's own session.
MARK = "support_visit"


@transaction.atomic
def begin_visit(*, customer: Customer, reason: str, by: Actor) -> SupportVisit:
    """Write down who looks at the shop as whom, and why. Raises VisitRefused, CustomerErased."""
    locked = lock_customer(customer.pk)
    if not is_visitable(locked):
        raise VisitRefused
    now = clock.now()
    visit = SupportVisit.objects.create(
        customer=locked,
        reason=reason.strip(),
        began_at=now,
        until=now + LASTS,
        actor_kind=by.kind,
        actor_id=by.id,
        actor_label=by.label,
    )
    logger.info("support visit begun", extra={"visit": visit.pk, "customer": locked.pk, "staff": by.id})
    return visit


def end_visit(*, visit: SupportVisit) -> None:
    """Write down when it was over; once."""
    now = clock.now()
    SupportVisit.objects.filter(pk=visit.pk, ended_at=None).update(ended_at=min(now, visit.until))
    logger.info("support visit ended", extra={"visit": visit.pk})


def is_visitable(customer: Customer) -> bool:
    """Whether a customer has an account that is a shopper's and nothing else: no colleague's is lent."""
    user = customer.user
    if user is None or not user.is_active:
        return False
    return not (user.is_staff or user.is_superuser or user.has_perm("wagtailadmin.access_admin"))


def goes_on(visit: SupportVisit) -> bool:
    """Whether a visit may go on: in time, by a colleague who has the right still, of a shopper still."""
    if visit.ended_at is not None or clock.now() >= visit.until:
        return False
    colleague = User.objects.filter(pk=visit.actor_id, is_active=True).first()
    return colleague is not None and colleague.has_perm(RIGHT) and is_visitable(visit.customer)


def visit_of(request) -> SupportVisit | None:
    """The visit whose session this browser has; asks nothing of the database for everybody else."""
    mark = request.session.get(MARK)
    if mark is None:
        return None
    return SupportVisit.objects.select_related("customer__user").filter(pk=mark["visit"]).first()


def enter(request, visit: SupportVisit) -> None:
    """Give the browser a session of the customer's that ends with the visit."""
    own = request.session
    session = _store()()
    session[SESSION_KEY] = str(visit.customer.user_id)
    session[BACKEND_SESSION_KEY] = own[BACKEND_SESSION_KEY]
    session[HASH_SESSION_KEY] = visit.customer.user.get_session_auth_hash()
    session[MARK] = {"visit": visit.pk, "staff": own.session_key}
    session.set_expiry(visit.until)
    _put_on(request, session)


def leave(request) -> None:
    """End the customer's session in this browser, and go back into the colleague's own, if it lasts still."""
    mark = request.session[MARK]
    request.session.delete()
    _put_on(request, _store()(mark["staff"]))


def _put_on(request, session):
    session.modified = True
    request.session = session
    request.user = get_user(request)
    rotate_token(request)


def _store():
    return import_module(settings.SESSION_ENGINE).SessionStore
