"""Up to which amount one colleague refunds alone."""

from django.db import transaction
from wagtail.log_actions import log

from commerce.money import Money
from commerce.refunds.models import LIMITED, RefundLimit
from commerce.trail.operations import Area, Change, write_trail
from kinsite.accounts.models import User


@transaction.atomic
def limit_refunds(*, limits, by):
    """Set up to which amount one colleague refunds alone, by currency; None is without limit.

    What changes is written to Wagtail's log with what it was before.
    """
    user, changed = User.objects.filter(pk=by.id).first(), []
    for currency, limit in sorted(limits.items()):
        row = RefundLimit.objects.select_for_update().filter(currency=currency).first()
        before = Money(row.alone_up_to_minor, currency) if row else None
        if before == limit:
            continue
        row = row or RefundLimit(currency=currency)
        row.alone_up_to_minor = limit.minor if limit else 0
        if limit is None:
            RefundLimit.objects.filter(pk=row.pk).delete()
        else:
            row.save()
        words = {
            name: amount.written("en_US") if amount is not None else ""
            for name, amount in (("before", before), ("after", limit))
        }
        log(instance=row, action=LIMITED, user=user, data={"currency": currency, **words})
        changed.append(Change(area=Area.SETTING, key="commerce.refundlimit", what=currency, **words))
    write_trail(changes=changed, by=by)
