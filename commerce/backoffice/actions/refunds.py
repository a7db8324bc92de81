"""What staff decide of a refund that was asked for: let it go, refuse it, try it again."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from commerce.errors import IllegalMove, Refused
from commerce.orders.models import Order
from commerce.refunds.models import Refund
from commerce.refunds.operations import approve_refund, refuse_refund, retry_refund
from kinsite.foundation import actors


class RefundAction(PermissionCheckedMixin, View):
    """A POST from the page of an order, about one of its refunds; what comes of it is said on that page."""

    model = Refund
    permission_required = "approve"
    http_method_names = ["post", "options"]
    operation = None
    done = ""

    def post(self, request, pk):
        refund = get_object_or_404(Refund.objects.select_related("order"), pk=pk)
        try:
            type(self).operation(refund=refund, by=actors.staff(request.user))
        except IllegalMove:
            messages.error(request, _("A colleague decided a moment ago. Here is how it stands."))
        except Refused as problem:
            messages.error(request, problem.shopper_message)
        else:
            messages.success(request, self.done)
        return HttpResponseRedirect(reverse("orders:page", args=[refund.order_id]))


class Approve(RefundAction):
    operation = staticmethod(approve_refund)
    done = gettext_lazy("Approved. It is on its way.")


class Refuse(RefundAction):
    operation = staticmethod(refuse_refund)
    done = gettext_lazy("Refused. Nothing is given back.")


class TryAgain(RefundAction):
    model = Order
    permission_required = "refund"
    operation = staticmethod(retry_refund)
    done = gettext_lazy("It is tried again.")
