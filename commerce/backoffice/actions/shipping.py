"""What staff do with the parcels of an order: pack, hand over, call back, say that one arrived."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.backoffice.actions.order_action import OrderAction, OrderStep
from commerce.backoffice.forms.shipping import HandOverForm, ShipForm
from commerce.errors import IllegalMove, OrderMoved
from commerce.fulfilment.models import Shipment
from commerce.fulfilment.operations import (
    deliver_shipment,
    hand_over,
    pack_order,
    ship_order,
    undo_hand_over,
    unpack_shipment,
)
from commerce.fulfilment.queries import block_of, parcel_contents


class ParcelForm(OrderAction):
    """A form about a parcel; an order that must not be shipped says why instead."""

    def refuse(self, form, problem):
        if isinstance(problem, IllegalMove):
            return self.show_what_changed(OrderMoved())
        return super().refuse(form, problem)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        problem = block_of(self.order)
        return context | {
            "why_not": problem.shopper_message if problem else "",
            "carriers": context["form"].carriers,
        }


class ShipOrder(ParcelForm):
    """Units of an order into one parcel: handed over at once, or packed for later."""

    form_class = ShipForm
    template_name = "commerce/backoffice/orders/ship.html"
    page_title = gettext_lazy("Ship")

    def get_form_kwargs(self):
        lines = self.order.lines.all() if self.order.is_shippable else []
        return {**super().get_form_kwargs(), "lines": lines}

    def perform(self, facts, by):
        if "pack" in self.request.POST:
            pack_order(order=self.order, quantities=facts["quantities"], version=facts["version"], by=by)
            self.done = _("Packed. Hand it over when the carrier is there.")
            return
        ship_order(order=self.order, **facts, by=by)
        self.done = (
            _("It is on its way, and the customer is told.") if facts["notifies"] else _("It is on its way.")
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form = context["form"]
        return context | {"lines": [{"sold": line, "units": form[f"units_{line.pk}"]} for line in form.lines]}


class HandOver(ParcelForm):
    """A packed parcel is handed over."""

    form_class = HandOverForm
    template_name = "commerce/backoffice/orders/hand_over.html"
    page_title = gettext_lazy("Hand over")
    submit_label = gettext_lazy("Hand over")
    done = gettext_lazy("It is on its way.")

    @cached_property
    def shipment(self):
        return get_object_or_404(Shipment, pk=self.kwargs["parcel_pk"], order=self.order)

    def get_initial(self):
        known = {"carrier": self.shipment.carrier, "tracking_number": self.shipment.tracking_number}
        return super().get_initial() | known

    def perform(self, facts, by):
        hand_over(shipment=self.shipment, **facts, by=by)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "contents": parcel_contents(self.shipment),
            "is_here": self.shipment.status in Shipment.IN_THE_HOUSE,
        }


class ParcelStep(OrderStep):
    """One click about a parcel of the order."""

    operation = None

    def perform(self, facts, by):
        shipment = get_object_or_404(Shipment, pk=self.kwargs["parcel_pk"], order=self.order_pk)
        type(self).operation(shipment=shipment, **facts, by=by)


class Unpack(ParcelStep):
    page_title = gettext_lazy("Unpack")
    submit_label = gettext_lazy("Unpack")
    operation = staticmethod(unpack_shipment)
    done = gettext_lazy("Unpacked. Its units can be packed anew.")


class Deliver(ParcelStep):
    page_title = gettext_lazy("Mark as delivered")
    submit_label = gettext_lazy("Mark as delivered")
    operation = staticmethod(deliver_shipment)
    done = gettext_lazy("It is delivered.")


class UndoHandOver(ParcelStep):
    page_title = gettext_lazy("Undo hand-over")
    submit_label = gettext_lazy("Undo hand-over")
    operation = staticmethod(undo_hand_over)
    done = gettext_lazy("Called back: the parcel is packed and has not left.")
