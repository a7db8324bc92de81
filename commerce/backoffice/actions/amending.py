"""Changing what is in a paid order, and withdrawing a change that waits for its payment."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.amendments.operations import amend_order
from commerce.amendments.queries import deliveries_for, propose, waiting_amendment_of
from commerce.amendments.rules import Wish
from commerce.backoffice.actions.order_action import OrderAction
from commerce.backoffice.amendments_page import button_words, proposal_rows
from commerce.backoffice.forms.amendments import ROWS, AmendForm
from commerce.backoffice.permissions import REFUND_ORDERS
from commerce.checkout.differences import give_up_amendment
from commerce.errors import (
    AlreadyPaid,
    AmendmentClosed,
    DeliveryNotOffered,
    GatewayError,
    GatewayRefused,
    OrderMoved,
    OutOfStock,
    Refused,
)
from commerce.orders.queries import steps_since


class AmendOrder(OrderAction):
    """Work out what a change comes to, then make it. It makes what its button named, else it names anew."""

    permission_required = "change"
    form_class = AmendForm
    template_name = "commerce/backoffice/orders/amend.html"
    page_title = gettext_lazy("Change goods or delivery")
    remembered = ("order", "deliveries")
    blamed = {DeliveryNotOffered: "delivery"}
    proposal = None

    @cached_property
    def deliveries(self):
        return deliveries_for(self.order, Wish())

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "order": self.order, "deliveries": self.deliveries}

    def form_valid(self, form):
        facts = form.cleaned_data
        if self.order.version != facts["version"]:
            # What happened meanwhile is told before anything is worked out of it.
            return self.refuse(form, OrderMoved(steps_since(self.order, facts["version"])))
        try:
            self.proposal = propose(self.order, facts["wish"])
        except Refused as problem:
            return self.refuse(form, problem)
        if self.proposal.given_back and not self.request.user.has_perm(REFUND_ORDERS):
            form.add_error(None, _("This gives money back, and you have no right to refund."))
            return self.form_invalid(form)
        if "work_out" in self.request.POST or facts["named"] != self.proposal.difference.minor:
            return self.render_to_response(self.get_context_data(form=form))
        return super().form_valid(form)

    def explain(self, problem):
        if isinstance(problem, OutOfStock):
            return None, _("Fewer are in stock: %(skus)s") % {"skus": ", ".join(problem.skus)}
        return super().explain(problem)

    def perform(self, facts, by):
        amend_order(order=self.order, proposal=self.proposal, version=facts["version"], by=by)
        self.done = self._done()

    def _done(self):
        locale, proposal = self.order.market.locale, self.proposal
        if proposal.difference.minor > 0:
            words = _("A link to pay %(amount)s is on its way. Until it is paid the order is on hold.")
            return words % {"amount": proposal.difference.written(locale)}
        if proposal.given_back:
            words = _("The order is changed, and %(amount)s is on its way back.")
            return words % {"amount": proposal.given_back.written(locale)}
        return _("The order is changed.")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form, locale = context["form"], self.order.market.locale
        return context | {
            "lines": [(line, form[f"units_{line.pk}"]) for line in form.lines],
            "rows": [(form[f"sku_{number}"], form[f"quantity_{number}"]) for number in ROWS],
            "sums": proposal_rows(self.proposal, locale) if self.proposal else [],
            "named": self.proposal.difference.minor if self.proposal else "",
            "button": button_words(self.proposal, locale) if self.proposal else "",
        }


class WithdrawAmendment(OrderAction):
    """Ask once more, and see to it that nobody pays for it any more."""

    permission_required = "change"
    page_title = gettext_lazy("Withdraw the change")
    submit_label = gettext_lazy("Withdraw")
    active_label = gettext_lazy("Withdrawing…")
    done = gettext_lazy("Withdrawn. The order stays as it was.")
    question = gettext_lazy("Its link takes no payment any more, and the order stays as it was.")

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except (GatewayError, GatewayRefused) as problem:
            form.add_error(None, problem.shopper_message)
            return self.form_invalid(form)

    def refuse(self, form, problem):
        if isinstance(problem, AlreadyPaid | AmendmentClosed):
            return self.show_what_changed(OrderMoved([_("It was paid or withdrawn a moment ago.")]))
        return super().refuse(form, problem)

    def perform(self, facts, by):
        amendment = waiting_amendment_of(self.order)
        if amendment is None:
            raise AmendmentClosed
        give_up_amendment(amendment=amendment, version=facts["version"], by=by)
