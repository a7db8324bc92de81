"""What actions on orders have in common: each is decided on a version of the order, and on no other."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from commerce.backoffice.actions.base import ActionView, PostOnly
from commerce.backoffice.forms.base import SeenForm
from commerce.backoffice.way import OnTheWay
from commerce.errors import IllegalMove, OrderMoved
from commerce.orders.models import Order


class OrderAction(OnTheWay, ActionView):
    """An action on the order that the address names, refused where a colleague changed it meanwhile.

    Its form holds the version that it was made from. The operation compares it under the order's lock, and a
    refusal shows the form again: what happened, what was typed, and the version as it is now.
    """

    model = Order
    form_class = SeenForm
    template_name = "commerce/backoffice/orders/action.html"
    header_icon = "doc-full-inverse"
    steps = ()
    # What is read anew once the order is known to have moved.
    remembered = ("order",)

    @property
    def order_pk(self):
        return self.kwargs["pk"]

    @cached_property
    def order(self):
        orders = Order.objects.select_related("market__price_list").prefetch_related("lines")
        return get_object_or_404(orders, pk=self.order_pk)

    @property
    def trail(self):
        return [
            {"url": reverse("orders:index"), "label": _("Orders")},
            {"url": self.get_back_url(), "label": self.order.number},
        ]

    def get_page_subtitle(self):
        return f"{self.get_page_title()}: {self.order.number}"

    def get_back_url(self):
        return self.way.to_order(self.order_pk)

    @property
    def renewed(self):
        """The fields that say what the form was made from."""
        return {"version": self.order.version}

    def get_initial(self):
        return self.renewed

    def refuse(self, form, problem):
        if isinstance(problem, OrderMoved):
            return self.show_what_changed(problem)
        return super().refuse(form, problem)

    def show_what_changed(self, problem):
        """Keep what was typed, and let the colleague decide again with the order as it is now."""
        for name in self.remembered:
            self.__dict__.pop(name, None)
        self.steps = problem.steps
        data = self.request.POST.copy()
        for name, value in self.renewed.items():
            data[name] = value
        form = self.form_class(**{**self.get_form_kwargs(), "data": data})
        form.is_valid()
        messages.error(self.request, problem.shopper_message)
        return self.render_to_response(self.get_context_data(form=form), status=409)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"order": self.order, "steps": self.steps}


class OrderStep(PostOnly, OrderAction):
    """One click on an order's page, where it is said what came of it. Only a conflict asks again."""

    def refuse(self, form, problem):
        if isinstance(problem, OrderMoved):
            return self.show_what_changed(problem)
        quicker = _("A colleague was quicker. Here is how it stands.")
        messages.error(self.request, quicker if isinstance(problem, IllegalMove) else problem.shopper_message)
        return HttpResponseRedirect(self.get_back_url())

    def form_invalid(self, form):
        if "version" in form.errors:
            # Without it nobody knows what the colleague saw.
            return self.show_what_changed(OrderMoved())
        return super().form_invalid(form)
