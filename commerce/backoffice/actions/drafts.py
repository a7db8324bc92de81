"""What colleagues do with a prepared order: begin it, fill it, send its link, end it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.backoffice.actions.base import ActionView
from commerce.backoffice.forms.base import ConfirmForm
from commerce.backoffice.forms.drafts import DraftForm, GoodsForm, QuantityForm
from commerce.backoffice.way import OnTheWay
from commerce.cart.models import CartLine
from commerce.drafts.operations import (
    add_goods,
    duplicate_order,
    end_draft,
    send_draft,
    set_quantity,
    start_draft,
)
from commerce.drafts.queries import drafts_listed
from commerce.errors import FewerLeft, NobodyToWrite, NotSold, SkuUnknown, TooMany
from commerce.orders.models import Order


class DraftAction(ActionView):
    """An action on the draft that the address names, for whoever may change orders."""

    model = Order
    header_icon = "edit"

    @cached_property
    def draft(self):
        return get_object_or_404(drafts_listed(), pk=self.kwargs["pk"])

    @property
    def trail(self):
        return [
            {"url": reverse("drafts:index"), "label": _("Prepared orders")},
            {"url": self.get_back_url(), "label": str(self.draft)},
        ]

    def get_page_subtitle(self):
        return f"{self.draft}, {self.draft.email}"

    def get_back_url(self):
        return reverse("drafts:page", args=[self.draft.pk])


class StartDraft(DraftAction):
    form_class = DraftForm
    page_title = gettext_lazy("Prepare an order")
    submit_label = gettext_lazy("Begin")
    active_label = gettext_lazy("Beginning…")
    done = gettext_lazy("Add the goods now, then send the link.")
    draft = None

    @property
    def trail(self):
        return [{"url": reverse("drafts:index"), "label": _("Prepared orders")}]

    def get_page_subtitle(self):
        return ""

    def get_back_url(self):
        return super().get_back_url() if self.draft else reverse("drafts:index")

    def get_initial(self):
        return {"email": self.request.GET.get("email", "")[:254]}

    def perform(self, facts, by):
        self.draft = start_draft(**facts, by=by)


class DuplicateOrder(OnTheWay, StartDraft):
    """Asked once more: what is made is a draft, and the order stays as it is."""

    form_class = ConfirmForm
    page_title = gettext_lazy("Duplicate")
    done = gettext_lazy("The goods are in it. Look at them, then send the link.")
    submit_label = gettext_lazy("Prepare an order")

    @cached_property
    def order(self):
        return get_object_or_404(Order, pk=self.kwargs["pk"])

    @property
    def question(self):
        if self.order.names_nobody:
            return NobodyToWrite.shopper_message
        return _(
            "The same goods are prepared for the same customer and address, at today's prices. You can change"
            " them before you send the link. The order itself stays as it is."
        )

    @property
    def trail(self):
        return [
            {"url": reverse("orders:index"), "label": _("Orders")},
            {"url": self.way.to_order(self.order.pk), "label": self.order.number},
        ]

    def get_page_subtitle(self):
        return self.order.number

    def get_back_url(self):
        return super().get_back_url() if self.draft else self.way.to_order(self.order.pk)

    def get_initial(self):
        return {}

    def perform(self, facts, by):
        self.draft, missing = duplicate_order(order=self.order, by=by)
        if missing:
            self.done = _("Prepared, without what can't be had any more: %(skus)s") % {
                "skus": ", ".join(missing)
            }


class AddGoods(DraftAction):
    form_class = GoodsForm
    page_title = gettext_lazy("Add goods")
    submit_label = gettext_lazy("Add")
    active_label = gettext_lazy("Adding…")
    done = gettext_lazy("Added.")
    blamed = {SkuUnknown: "sku", NotSold: "sku", TooMany: "quantity", FewerLeft: "quantity"}

    def perform(self, facts, by):
        add_goods(draft=self.draft, **facts, by=by)


class ChangeLine(DraftAction):
    form_class = QuantityForm
    page_title = gettext_lazy("Quantity")
    done = gettext_lazy("Changed.")
    blamed = {NotSold: "quantity", TooMany: "quantity", FewerLeft: "quantity"}

    @cached_property
    def line(self):
        lines = CartLine.objects.select_related("variant__product")
        return get_object_or_404(lines, cart=self.draft.cart_id, pk=self.kwargs["draft_line_pk"])

    def get_page_subtitle(self):
        return f"{self.line.variant.product.title}, {self.line.variant.sku}"

    def get_initial(self):
        return {"quantity": self.line.quantity}

    def perform(self, facts, by):
        set_quantity(draft=self.draft, line=self.line, **facts, by=by)


class SendDraft(DraftAction):
    form_class = ConfirmForm
    page_title = gettext_lazy("Send the link")
    submit_label = gettext_lazy("Send")
    active_label = gettext_lazy("Sending…")

    @property
    def question(self):
        return _("A letter with the way to it goes to %(email)s.") % {"email": self.draft.email}

    def perform(self, facts, by):
        send_draft(draft=self.draft, by=by)
        self.done = _("The link is on its way to %(email)s.") % {"email": self.draft.email}


class EndDraft(DraftAction):
    form_class = ConfirmForm
    page_title = gettext_lazy("End")
    submit_label = gettext_lazy("End")
    active_label = gettext_lazy("Ending…")
    done = gettext_lazy("Ended. Its link leads nowhere now.")
    question = gettext_lazy(
        "Its link leads nowhere from now on. What lies in the customer's cart stays there."
    )

    def perform(self, facts, by):
        end_draft(draft=self.draft, by=by)
