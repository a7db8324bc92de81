"""What staff set of deliveries and of the zones that share them."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from commerce.backoffice.actions.base import LookedAtAction
from commerce.backoffice.forms.deliveries import DeliveryForm, ZoneForm
from commerce.backoffice.trail_links import history_of
from commerce.errors import DeliveryCodeTaken
from commerce.shipping.models import ShippingMethod, ShippingZone
from commerce.shipping.operations import save_delivery, save_zone


class DeliverySetting(LookedAtAction):
    """A form of the deliveries' settings."""

    model = ShippingMethod
    permission_required = "change"
    header_icon = "site"
    blamed = {DeliveryCodeTaken: "code"}

    @property
    def trail(self):
        return [{"url": reverse("deliveries:index"), "label": _("Deliveries")}]

    def get_back_url(self):
        return reverse("deliveries:index")


class EditDelivery(DeliverySetting):
    """One delivery, whole."""

    form_class = DeliveryForm
    template_name = "commerce/backoffice/deliveries/form.html"
    done = gettext_lazy("Saved. It counts from now on; orders keep what they were placed with.")

    @cached_property
    def method(self):
        methods = ShippingMethod.objects.select_related("zone").prefetch_related("labels", "rates")
        return get_object_or_404(methods, pk=self.kwargs["delivery_pk"])

    def get_page_title(self):
        return self.method.name

    @property
    def subject(self):
        return f"setting/delivery/{self.method.code}"

    @cached_property
    def header_more_buttons(self):
        return history_of(self.request.user, subject=self.subject)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "method": self.method}

    def get_initial(self):
        if self.method is None:
            return {"is_active": True, "position": ShippingMethod.objects.count()}
        fields = ("name", "zone", "min_days", "max_days", "position", "is_active")
        return {name: getattr(self.method, name) for name in fields}

    def perform(self, facts, by):
        save_delivery(method=self.method, **facts, by=by)


class AddDelivery(EditDelivery):
    method, subject = None, ""
    header_more_buttons = []
    done = gettext_lazy("Added. It is offered from now on.")

    def get_page_title(self):
        return _("New delivery")


class EditZone(DeliverySetting):
    """The countries of a zone."""

    form_class = ZoneForm
    done = gettext_lazy("Saved.")

    @cached_property
    def zone(self):
        return get_object_or_404(ShippingZone, pk=self.kwargs["zone_pk"])

    def get_page_title(self):
        return self.zone.name

    @property
    def subject(self):
        return f"setting/zone/{self.zone.code}"

    @cached_property
    def header_more_buttons(self):
        return history_of(self.request.user, subject=self.subject)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "zone": self.zone, "language": get_language()}

    def get_initial(self):
        return {"name": self.zone.name, "countries": self.zone.countries} if self.zone else {}

    def perform(self, facts, by):
        save_zone(zone=self.zone, **facts, by=by)


class AddZone(EditZone):
    zone, subject = None, ""
    header_more_buttons = []
    done = gettext_lazy("Added. Give it a delivery now.")

    def get_page_title(self):
        return _("New zone")
