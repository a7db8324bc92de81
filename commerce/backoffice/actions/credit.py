"""What staff do with credit: issue a gift card, give store credit, end one."""

import secrets

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.backoffice.actions.base import ActionView
from commerce.backoffice.forms.credit import EndCreditForm, GiftCardForm, StoreCreditForm, sign_code
from commerce.backoffice.permissions import VIEW_ORDERS
from commerce.backoffice.way import Way
from commerce.credit.models import CreditAccount
from commerce.credit.operations import disable_credit, grant_store_credit, issue_gift_card
from commerce.customers.operations import customer_with_email
from commerce.errors import IssuedTooMuch, NobodyThere, Refused
from commerce.orders.models import Order
from commerce.refunds.queries import limit_of
from kinsite.foundation import actors


class CreditAction(ActionView):
    """An action of those who issue and end what the shop owes."""

    model = CreditAccount
    permission_required = "issue"
    header_icon = "tag"

    @property
    def trail(self):
        return [{"url": reverse("credit:index"), "label": _("Gift cards and credit")}]

    def get_back_url(self):
        return reverse("credit:index")

    def explain(self, problem):
        """What is too much is said at the amount that was typed."""
        if isinstance(problem, IssuedTooMuch):
            return f"amount_{problem.limit.currency}", problem.shopper_message
        return super().explain(problem)


class IssueGiftCard(CreditAction):
    """A new gift card. Its code is shown in the answer alone, the same however often the form is sent."""

    form_class = GiftCardForm
    page_title = gettext_lazy("New gift card")
    submit_label = gettext_lazy("Issue")
    active_label = gettext_lazy("Issuing…")

    def get_initial(self):
        return {"code": sign_code()}

    def form_valid(self, form):
        facts = form.facts
        try:
            issued = issue_gift_card(
                **facts, by=actors.staff(self.request.user), limit=limit_of(facts["money"].currency)
            )
        except Refused as problem:
            return self.refuse(form, problem)
        return self.response_class(
            self.request,
            ["commerce/backoffice/credit/issued.html"],
            self.get_context_data(form=form)
            | {"account": issued.account, "code": issued.code, "sent_to": facts["send_to"]},
        )


class GiveStoreCredit(CreditAction):
    """Store credit for a customer, who gets a letter; an order in the address is whose, and the way back."""

    form_class = StoreCreditForm
    page_title = gettext_lazy("Give store credit")
    submit_label = gettext_lazy("Give")
    active_label = gettext_lazy("Giving…")
    done = gettext_lazy("The credit is given, and the customer is told.")
    blamed = {NobodyThere: "email"}

    @cached_property
    def order(self):
        number = self.request.GET.get("order", "")
        return Order.objects.filter(number=number).first() if number else None

    def get_initial(self):
        facts = {"key": secrets.token_urlsafe(20)}
        return facts | ({"email": self.order.email} if self.order else {})

    def get_back_url(self):
        if self.order and self.request.user.has_perm(VIEW_ORDERS):
            return Way.of(self.request).to_order(self.order.pk)
        return super().get_back_url()

    def perform(self, facts, by):
        customer = customer_with_email(email=facts.pop("email"))
        if customer is None:
            raise NobodyThere
        grant_store_credit(customer=customer, **facts, by=by, limit=limit_of(facts["money"].currency))


class EndCredit(CreditAction):
    """Asked once more, since whoever holds it can't pay with it any more."""

    form_class = EndCreditForm
    page_title = gettext_lazy("Disable")
    submit_label = gettext_lazy("Disable")
    active_label = gettext_lazy("Disabling…")
    done = gettext_lazy("Nothing is paid with it any more.")
    question = gettext_lazy(
        "Nobody can pay with it from now on, in open carts too. What is on it stays in its history;"
        " refunds of what it paid become store credit."
    )

    @cached_property
    def account(self):
        return get_object_or_404(CreditAccount.objects.select_related("customer"), pk=self.kwargs["pk"])

    @property
    def trail(self):
        return [*super().trail, {"url": self.get_back_url(), "label": self.account.name}]

    def get_page_subtitle(self):
        return f"{self.get_page_title()}: {self.account.name}"

    def get_back_url(self):
        return reverse("credit:page", args=[self.account.pk])

    def perform(self, facts, by):
        disable_credit(account=self.account, **facts, by=by)
