"""What staff do with a customer: note, block, exempt from tax, merge a duplicate into them, erase them."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from commerce.backoffice.actions.base import ActionView
from commerce.backoffice.columns import customer_name
from commerce.backoffice.consequences import ERASE_REASONS, MERGE_REASONS, erase_words, merge_words
from commerce.backoffice.customer_queries import (
    customers_alike,
    customers_found_by,
    customers_listed,
    figures_of,
)
from commerce.backoffice.forms.customers import EraseForm, NoteForm, ReasonForm
from commerce.customers.deciding import (
    add_note,
    block_customer,
    exempt_customer,
    tax_customer,
    unblock_customer,
)
from commerce.customers.models import Customer
from commerce.customers.visits import begin_visit, enter
from commerce.errors import EraseRefused, MergeRefused, Refused
from commerce.privacy.duplicates import in_the_way_of_merging, merge_customers
from commerce.privacy.erase import erase_customer, in_the_way_of_erasing
from kinsite.foundation import actors


def trail_of(customer):
    """The way to a customer's page."""
    return [
        {"url": reverse("customers:index"), "label": _("Customers")},
        {"url": reverse("customers:page", args=[customer.pk]), "label": customer_name(customer)},
    ]


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


class FindDuplicate(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Whom a customer may be as well: guests with the same phone or name, or found by what is typed."""

    model = Customer
    permission_required = "change"
    page_title = gettext_lazy("Merge a duplicate")
    header_icon = "user"
    template_name = "commerce/backoffice/customers/duplicates.html"

    @cached_property
    def customer(self):
        return get_object_or_404(customers_listed(), pk=self.kwargs["pk"], erased_at=None)

    def get_breadcrumbs_items(self):
        here = {"url": "", "label": self.get_page_title()}
        return [*self.breadcrumbs_items, *trail_of(self.customer), here]

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("q", "")
        found = customers_found_by(asked) if asked.strip() else customers_alike(self.customer)
        guests = customers_listed().filter(pk__in=found, user=None, erased_at=None)
        rows = list(guests.exclude(pk=self.customer.pk).order_by("-pk")[:20])
        figures = figures_of(rows)
        return super().get_context_data(**kwargs) | {
            "customer": self.customer,
            "asked": asked,
            "guests": [{"guest": row, "orders": figures[row.pk]["orders"]} for row in rows],
        }


class MergeDuplicate(CustomerAction):
    """What would move is said first; the button moves it."""

    page_title = gettext_lazy("Merge")
    submit_label = gettext_lazy("Merge")
    active_label = gettext_lazy("Merging…")
    done = gettext_lazy("Merged. Everything of the duplicate is here now.")
    template_name = "commerce/backoffice/customers/consequences.html"

    @cached_property
    def duplicate(self):
        return get_object_or_404(customers_listed(), pk=self.kwargs["duplicate_pk"], erased_at=None)

    def explain(self, problem):
        if isinstance(problem, MergeRefused):
            return None, [MERGE_REASONS[code] for code in problem.reasons]
        return super().explain(problem)

    def perform(self, facts, by):
        merge_customers(duplicate=self.duplicate, into=self.customer, **facts, by=by)

    def get_context_data(self, **kwargs):
        reasons = in_the_way_of_merging(self.duplicate, self.customer)
        return super().get_context_data(**kwargs) | {
            "reasons": [MERGE_REASONS[code] for code in reasons],
            **merge_words(self.duplicate, self.customer),
        }


class EraseCustomer(CustomerAction):
    """What would go and what stays is said first; the button erases for good."""

    permission_required = "erase"
    form_class = EraseForm
    page_title = gettext_lazy("Erase")
    submit_label = gettext_lazy("Erase for good")
    active_label = gettext_lazy("Erasing…")
    done = gettext_lazy("Erased. Whoever it was is named nowhere in the shop any more.")
    template_name = "commerce/backoffice/customers/consequences.html"

    def explain(self, problem):
        if isinstance(problem, EraseRefused):
            return None, [ERASE_REASONS[code] for code in problem.reasons]
        return super().explain(problem)

    def perform(self, facts, by):
        erase_customer(customer=self.customer, by=by)
        self.__dict__.pop("customer")

    def get_context_data(self, **kwargs):
        reasons = [] if self.customer.is_erased else in_the_way_of_erasing(self.customer)
        return super().get_context_data(**kwargs) | {
            "reasons": [ERASE_REASONS[code] for code in reasons],
            **erase_words(),
        }


class ImpersonateCustomer(CustomerAction):
    """The shop opens as the customer sees it; who looks, whom at, why and until when is kept."""

    permission_required = "impersonate"
    page_title = gettext_lazy("See the shop as they do")
    submit_label = gettext_lazy("Begin")
    active_label = gettext_lazy("Beginning…")
    question = gettext_lazy(
        "This browser becomes theirs for 30 minutes, or until you leave. You can look around and fill the"
        " cart; paying, passwords, addresses and saved cards are off. That you did it is kept, with why."
    )

    def form_valid(self, form):
        try:
            visit = begin_visit(customer=self.customer, **form.facts, by=actors.staff(self.request.user))
        except Refused as problem:
            return self.refuse(form, problem)
        enter(self.request, visit)
        return redirect("account")
