"""What staff do with an order and its money: refund it, cancel it."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from commerce.backoffice.actions.order_action import OrderAction
from commerce.backoffice.cancel_page import asked_of, what_follows
from commerce.backoffice.forms.refunds import CancelForm, RefundForm, RefundNumbers
from commerce.backoffice.permissions import REFUND_ORDERS
from commerce.backoffice.refund_page import (
    chosen_payment,
    dialog_facts,
    line_amounts,
    offer_facts,
    restocked_by_default,
)
from commerce.checkout.cancelling import cancel_for_staff
from commerce.errors import AlreadyPaid, GatewayError, GatewayRefused, OrderMoved
from commerce.orders.models import Order
from commerce.refunds.models import RefundStatus
from commerce.refunds.operations import ask_refund
from commerce.refunds.queries import captured_payments, proposed_of, refundable


class RefundOrder(OrderAction):
    """The dialog. It refunds what its button named, else it names anew."""

    permission_required = "refund"
    form_class = RefundForm
    template_name = "commerce/backoffice/orders/refund.html"
    page_title = gettext_lazy("Refund")
    remembered = ("order", "payments", "refundable")

    @cached_property
    def payments(self):
        return captured_payments(self.order)

    @property
    def payment(self):
        return chosen_payment(self.payments, self.request.POST or self.request.GET)

    @cached_property
    def refundable(self):
        return refundable(self.order, self.payment)

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "refundable": self.refundable,
            "locale": self.order.market.locale,
            "restocked": restocked_by_default(self.order, self.refundable),
            "names_nobody": self.order.names_nobody,
        }

    def form_valid(self, form):
        if self.order.version != form.cleaned_data["version"] or form.is_named:
            return super().form_valid(form)
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request, *args, **kwargs):
        if "work_out" in request.POST:
            return self.work_out()
        return super().post(request, *args, **kwargs)

    def work_out(self):
        """Without scripts: what the numbers come to. Nothing else of the form is asked for yet."""
        form = self.get_form()
        form.is_valid()
        for name in ("reason", "version"):
            form.errors.pop(name, None)
        return self.render_to_response(self.get_context_data(form=form), status=422 if form.errors else 200)

    def perform(self, facts, by):
        refund = ask_refund(order=self.order, payment=self.payment, **facts, by=by)
        amount = refund.amount.written(self.order.market.locale)
        if refund.status == RefundStatus.PROPOSED:
            self.done = _("%(amount)s is proposed. A colleague has to approve it.") % {"amount": amount}
        else:
            self.done = _("%(amount)s is refunded. It is on its way.") % {"amount": amount}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | dialog_facts(self.order, context["form"], self.payments, self.payment)


class PreviewRefund(PermissionCheckedMixin, View):
    """What the numbers of the dialog come to; the dialog asks while they are typed. It only reads."""

    model = Order
    permission_required = "refund"

    def get(self, request, pk):
        order = get_object_or_404(Order.objects.select_related("market__price_list"), pk=pk)
        payment = chosen_payment(captured_payments(order), request.GET)
        left = refundable(order, payment)
        form = RefundNumbers(request.GET, refundable=left, locale=order.market.locale)
        form.is_valid()
        problems = [str(problem) for problems in form.errors.values() for problem in problems]
        answer = offer_facts(form) | {"lines": line_amounts(form), "problem": " ".join(problems)}
        if form.offer:
            answer["amount"] = form.data["amount"]
        response = JsonResponse(answer)
        response["Cache-Control"] = "private, no-store"
        return response


class CancelOrder(OrderAction):
    """Ask why and what is to follow, and cancel. Who decides about what was paid has the right to refund."""

    permission_required = "change"
    form_class = CancelForm
    template_name = "commerce/backoffice/orders/cancel.html"
    page_title = gettext_lazy("Cancel order")
    submit_label = gettext_lazy("Cancel order")
    active_label = gettext_lazy("Cancelling…")
    remembered = ("order", "left", "asked")
    done = gettext_lazy("The order is cancelled.")

    @cached_property
    def left(self):
        return refundable(self.order).left_in_all

    @cached_property
    def asked(self):
        return asked_of(self.order, self.left, self.request.user)

    @property
    def may_cancel(self):
        return not self.left or self.request.user.has_perm(REFUND_ORDERS)

    @property
    def left_in_words(self):
        return self.left.written(self.order.market.locale) if self.left else ""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "asked": self.asked, "left": self.left_in_words}

    def post(self, request, *args, **kwargs):
        if not self.may_cancel:
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except (GatewayError, GatewayRefused) as problem:
            form.add_error(None, problem.shopper_message)
            return self.form_invalid(form)

    def refuse(self, form, problem):
        if isinstance(problem, AlreadyPaid):
            return self.show_what_changed(OrderMoved([_("It was paid a moment ago.")]))
        return super().refuse(form, problem)

    def perform(self, facts, by):
        cancel_for_staff(order=self.order, **facts, by=by)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "may_cancel": self.may_cancel,
            "follows": list(what_follows(self.order, self.left, self.asked, proposed_of(self.order))),
            "left": self.left_in_words,
        }
