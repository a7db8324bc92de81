"""What the admin shows of changes of an order: what one would come to, and those there were."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from commerce.amendments.models import AmendmentStatus


def proposal_rows(proposal, locale):
    """What is put in and taken out, tax within, and the difference: label, amount, whether it is the sum."""
    rows = [
        (f"+ {line.quantity} × {line.title}, {line.options or line.sku}", line.amount.written(locale), False)
        for line in proposal.added.lines
    ]
    if proposal.delivery:
        words = _("Delivery: %(name)s") % {"name": proposal.delivery.name}
        rows.append((words, proposal.added.delivery_price.written(locale), False))
    if proposal.added.tax and not proposal.added.prices_include_tax:
        rows.append((_("Tax"), proposal.added.tax.written(locale), False))
    if proposal.added.relief:
        rows.append((_("Tax not charged"), (-proposal.added.relief).written(locale), False))
    if proposal.cut:
        rows.append((_("Taken out, tax within"), (-proposal.cut).written(locale), False))
    rows.append((_difference_words(proposal.difference), _size(proposal.difference).written(locale), True))
    return rows


def button_words(proposal, locale):
    """What the button does, with the amount that it asks for or gives back."""
    if proposal.difference.minor > 0:
        return _("Send a link to pay %(amount)s") % {"amount": proposal.difference.written(locale)}
    if proposal.given_back:
        return _("Change and refund %(amount)s") % {"amount": proposal.given_back.written(locale)}
    return _("Change the order")


def amendment_rows(order, people):
    """The changes of an order, newest first; `people` are names by id."""
    locale = order.market.locale
    titles = {line.pk: line.title for line in order.lines.all()}
    with override(order.language):
        pay_url = settings.SITE_URL + reverse("order_change", args=[order.link_token])
    return [
        {
            "pk": amendment.pk,
            "status": amendment.get_status_display(),
            "waits": amendment.status == AmendmentStatus.WAITING,
            "parts": [
                *(f"+ {row['quantity']} × {row['title']} ({row['sku']})" for row in amendment.goods),
                *(f"− {units} × {titles[pk]}" for pk, units in amendment.units_cut().items()),
                *([amendment.delivery["delivery_name"]] if amendment.delivery else []),
            ],
            "label": _difference_words(amendment.difference),
            "difference": _size(amendment.difference).written(locale),
            "asked_by": people.get(amendment.asked_by_id) or amendment.asked_by_label,
            "asked_at": amendment.asked_at,
            "made_at": amendment.made_at,
            "expires_at": amendment.expires_at,
            "pay_url": pay_url,
        }
        for amendment in reversed(order.amendments.all())
    ]


def _difference_words(difference):
    if difference.minor > 0:
        return _("To be paid by a link")
    return _("Given back") if difference.minor else _("Nothing to settle")


def _size(difference):
    """How much it is, whoever pays it."""
    return max(difference, -difference)
