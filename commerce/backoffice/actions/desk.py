"""What colleagues do to an order at their desk: address, notes, messages, tags, hold."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from commerce.amendments.operations import let_order_go
from commerce.backoffice.actions.base import PostOnly
from commerce.backoffice.actions.order_action import OrderAction, OrderStep
from commerce.backoffice.forms.orders import AddressForm, HoldForm, MessageForm, NoteForm, TagForm
from commerce.backoffice.mentions import colleagues
from commerce.errors import AddressSettled, NobodyToWrite
from commerce.fulfilment.models import Shipment
from commerce.orders.addressing import change_address
from commerce.orders.desk import (
    add_tag,
    put_on_hold,
    read_mention,
    remove_tag,
    settle_answer,
    write_message,
    write_note,
)
from commerce.orders.models import Order, OrderAddress
from kinsite.foundation import actors


class ChangeAddress(OrderAction):
    """Where the order goes, until something of it has left."""

    form_class = AddressForm
    page_title = gettext_lazy("Edit address")
    submit_label = gettext_lazy("Save address")
    done = gettext_lazy("Saved. It goes there.")
    remembered = ("order", "address")

    @cached_property
    def address(self):
        return get_object_or_404(OrderAddress, order=self.order_pk, kind=OrderAddress.Kind.SHIPPING)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "country": self.address.country}

    def get_initial(self):
        address = {name: getattr(self.address, name) for name in AddressForm.PARTS}
        return super().get_initial() | address | {"email": self.order.email}

    def perform(self, facts, by):
        change_address(order=self.order, **facts, by=by)
        if packed := self._packed():
            self.done = f"{type(self).done} {packed}"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if not self.order.is_cancellable:
            return context | {"question": AddressSettled.shopper_message}
        words = _("To another country tax and delivery change: that is a new order.")
        return context | {"question": f"{words} {self._packed()}".strip()}

    def _packed(self):
        """What a packer has to know: parcels that are made up for the address of before."""
        if not self.order.shipments.filter(status__in=Shipment.IN_THE_HOUSE).exists():
            return ""
        return _("A parcel is packed already: its address has to be changed too.")


class AddNote(OrderAction):
    """A note for colleagues."""

    form_class = NoteForm
    template_name = "commerce/backoffice/orders/note.html"
    page_title = gettext_lazy("Add note")
    submit_label = gettext_lazy("Save note")
    done = gettext_lazy("Saved. Only colleagues read it.")

    @cached_property
    def people(self):
        return colleagues()

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "people": self.people}

    def perform(self, facts, by):
        write_note(order=self.order, **facts, by=by)

    def get_context_data(self, **kwargs):
        people = [(f"@{handle}", person.get_full_name()) for handle, person in sorted(self.people.items())]
        return super().get_context_data(**kwargs) | {"people": people}


class WriteToCustomer(OrderAction):
    """A message to the customer: written, then looked at with the address it goes to, then sent."""

    form_class = MessageForm
    template_name = "commerce/backoffice/orders/message.html"
    page_title = gettext_lazy("Write to customer")
    submit_label = gettext_lazy("Look at it")

    @property
    def renewed(self):
        return super().renewed | {"to": self.order.email}

    def form_invalid(self, form):
        if self.order.names_nobody:
            messages.error(self.request, NobodyToWrite.shopper_message)
            return self.render_to_response(self.get_context_data(form=form), status=422)
        return super().form_invalid(form)

    def form_valid(self, form):
        if "send" in self.request.POST:
            return super().form_valid(form)
        is_looked_at = "change" not in self.request.POST
        return self.render_to_response(self.get_context_data(form=form, is_looked_at=is_looked_at))

    def perform(self, facts, by):
        write_message(order=self.order, **facts, by=by)
        self.done = _("Sent to %(address)s.") % {"address": facts["to"]}

    def get_context_data(self, **kwargs):
        question = NobodyToWrite.shopper_message if self.order.names_nobody else ""
        return super().get_context_data(**kwargs) | {"to": self.order.email, "question": question}


class SettleAnswer(OrderStep):
    """What the customer wrote needs no letter: it was said at the phone, or was only thanks."""

    page_title = gettext_lazy("Mark as answered")
    submit_label = gettext_lazy("Mark as answered")
    done = gettext_lazy("Marked as answered.")

    def perform(self, facts, by):
        settle_answer(order=self.order, **facts, by=by)


class Hold(OrderAction):
    """Keep the order back."""

    form_class = HoldForm
    page_title = gettext_lazy("Put on hold")
    submit_label = gettext_lazy("Put on hold")
    question = gettext_lazy("Nothing of it is shipped or captured until somebody lets it go.")
    done = gettext_lazy("The order is on hold.")

    def perform(self, facts, by):
        put_on_hold(order=self.order, **facts, by=by)


class LetGo(OrderStep):
    page_title = gettext_lazy("Let go")
    submit_label = gettext_lazy("Let go")
    done = gettext_lazy("The order goes on.")

    def perform(self, facts, by):
        let_order_go(order=self.order, **facts, by=by)


class AddTag(OrderStep):
    form_class = TagForm
    page_title = gettext_lazy("Add tag")
    submit_label = gettext_lazy("Add tag")
    done = gettext_lazy("Tagged.")

    def perform(self, facts, by):
        if not add_tag(order=self.order, **facts, by=by):
            self.done = _("It has this tag already.")


class RemoveTag(OrderStep):
    form_class = TagForm
    page_title = gettext_lazy("Remove tag")
    submit_label = gettext_lazy("Remove tag")
    done = gettext_lazy("The tag is gone.")

    def perform(self, facts, by):
        remove_tag(order=self.order, **facts, by=by)


class ReadMention(PostOnly, PermissionCheckedMixin, View):
    """A colleague has seen a note that names them. Of the order nothing changes."""

    model = Order
    permission_required = "view"

    def get_back_url(self):
        return reverse("wagtailadmin_home") + "#order-mentions"

    def post(self, request, mention_pk):
        if read_mention(mention_id=mention_pk, by=actors.staff(request.user)):
            messages.success(request, _("Done."))
        return HttpResponseRedirect(self.get_back_url())
