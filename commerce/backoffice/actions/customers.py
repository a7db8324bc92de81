"""What staff do with a customer: note something, block and unblock, exempt from tax and tax again."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.backoffice.actions.base import ActionView
from commerce.backoffice.columns import customer_name
from commerce.backoffice.customer_queries import customers_listed
from commerce.backoffice.forms.customers import NoteForm, ReasonForm
from commerce.customers.deciding import (
    add_note,
    block_customer,
    exempt_customer,
    tax_customer,
    unblock_customer,
)
from commerce.customers.models import Customer


class CustomerAction(ActionView):
    """An action on the customer that the address names."""

    model = Customer
    header_icon = "user"
    form_class = ReasonForm

    @cached_property
    def customer(self):
        return get_object_or_404(customers_listed(), pk=self.kwargs["pk"])

    @property
    def trail(self):
        return [
            {"url": reverse("customers:index"), "label": _("Customers")},
            {
                "url": reverse("customers:page", args=[self.customer.pk]),
                "label": customer_name(self.customer),
            },
        ]

    def get_page_subtitle(self):
        return f"{self.get_page_title()}: {customer_name(self.customer)}"

    def get_back_url(self):
        return reverse("customers:page", args=[self.customer.pk])


class AddNote(CustomerAction):
    form_class = NoteForm
    page_title = gettext_lazy("Add note")
    done = gettext_lazy("The note is kept.")

    def perform(self, facts, by):
        add_note(customer=self.customer, **facts, by=by)


class BlockCustomer(CustomerAction):
    page_title = gettext_lazy("Block")
    submit_label = gettext_lazy("Block")
    active_label = gettext_lazy("Blocking…")
    done = gettext_lazy("Blocked. No order is taken of this customer any more.")
    question = gettext_lazy(
        "No order is taken any more that is placed with this customer's e-mail address or account. Checkout"
        " asks them to write to us. Orders that are placed already go on."
    )

    def perform(self, facts, by):
        block_customer(customer=self.customer, **facts, by=by)


class UnblockCustomer(CustomerAction):
    page_title = gettext_lazy("Unblock")
    submit_label = gettext_lazy("Unblock")
    active_label = gettext_lazy("Unblocking…")
    done = gettext_lazy("Unblocked. This customer can order again.")

    def perform(self, facts, by):
        unblock_customer(customer=self.customer, **facts, by=by)


class ExemptCustomer(CustomerAction):
    permission_required = "exempt"
    page_title = gettext_lazy("Exempt from tax")
    submit_label = gettext_lazy("Exempt from tax")
    done = gettext_lazy("No tax is charged from now on.")
    question = gettext_lazy(
        "No tax is charged on what this customer orders from now on, signed in. The reason stands on their"
        " invoices. Orders that are placed already stay as they are."
    )

    def perform(self, facts, by):
        exempt_customer(customer=self.customer, **facts, by=by)


class TaxCustomer(CustomerAction):
    permission_required = "exempt"
    page_title = gettext_lazy("Charge tax again")
    submit_label = gettext_lazy("Charge tax again")
    done = gettext_lazy("Tax is charged again from now on.")

    def perform(self, facts, by):
        tax_customer(customer=self.customer, **facts, by=by)
