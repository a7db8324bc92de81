"""What staff decide of a refund that was asked for: let it go, refuse it, try it again."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from commerce.backoffice.actions.order_action import OrderStep
from commerce.orders.models import Order
from commerce.refunds.models import Refund
from commerce.refunds.operations import approve_refund, refuse_refund, retry_refund


class RefundStep(OrderStep):
    """One click on the page of an order, about one of its refunds, which the address names."""

    model = Refund
    permission_required = "approve"
    operation = None

    @cached_property
    def refund(self):
        return get_object_or_404(Refund, pk=self.kwargs["pk"])

    @property
    def order_pk(self):
        return self.refund.order_id

    def perform(self, facts, by):
        type(self).operation(refund=self.refund, **facts, by=by)


class Approve(RefundStep):
    page_title = gettext_lazy("Approve the refund")
    submit_label = gettext_lazy("Approve")
    operation = staticmethod(approve_refund)
    done = gettext_lazy("Approved. It is on its way.")


class Refuse(RefundStep):
    page_title = gettext_lazy("Refuse the refund")
    submit_label = gettext_lazy("Refuse")
    operation = staticmethod(refuse_refund)
    done = gettext_lazy("Refused. Nothing is given back.")


class TryAgain(RefundStep):
    model = Order
    permission_required = "refund"
    page_title = gettext_lazy("Try the refund again")
    submit_label = gettext_lazy("Try again")
    operation = staticmethod(retry_refund)
    done = gettext_lazy("It is tried again.")
