"""What staff do with discounts: begin one, change one, try it on a sample, end it."""

from django.db.models import Max
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from commerce.backoffice.actions.base import ActionView
from commerce.backoffice.discount_page import steps_since
from commerce.backoffice.forms.base import ConfirmForm
from commerce.backoffice.forms.discounts import ChangeDiscountForm, DiscountForm
from commerce.backoffice.forms.samples import SampleForm
from commerce.discounts.models import Discount
from commerce.discounts.operations import change_discount, create_discount, end_discount
from commerce.discounts.queries import discounts_in_full
from commerce.errors import DiscountCodeTaken, DiscountMoved, LimitBelowUses, Refused
from commerce.pricing.preview import preview_discount
from kinsite.foundation import actors


class DiscountAction(ActionView):
    """An action on the discount that the address names."""

    model = Discount
    header_icon = "cut"

    @cached_property
    def discount(self):
        return get_object_or_404(discounts_in_full(), pk=self.kwargs["pk"])

    @property
    def trail(self):
        return [
            {"url": reverse("discounts:index"), "label": _("Discounts")},
            {"url": self.get_back_url(), "label": str(self.discount)},
        ]

    def get_page_subtitle(self):
        return f"{self.get_page_title()}: {self.discount}"

    def get_back_url(self):
        return reverse("discounts:page", args=[self.discount.pk])


class TriedForm:
    """A form of a discount with a second button, which says what it would take off a sample."""

    form_class = DiscountForm
    template_name = "commerce/backoffice/discounts/form.html"
    blamed = {DiscountCodeTaken: "code", LimitBelowUses: "limit_in_all"}
    tried = None

    def post(self, request, *args, **kwargs):
        return self.preview() if "preview" in request.POST else super().post(request, *args, **kwargs)

    def preview(self):
        """Try what is typed on the sample; nothing is kept but what stands in the form."""
        form, sample = self.get_form(), self.sample_form()
        result = None
        if all([form.is_valid(), sample.is_valid()]):
            by = actors.staff(self.request.user)
            try:
                result = preview_discount(plan=form.plan, sample=sample.sample, discount=self.tried, by=by)
            except Refused as problem:
                form.add_error(*self.explain(problem))
        if result is None:
            messages.error(self.request, _("It could not be tried: please look at the form."))
        context = self.get_context_data(form=form, sample=sample, preview=result)
        return self.render_to_response(context, status=422 if result is None else 200)

    def sample_form(self):
        data = self.request.POST if self.request.method == "POST" else None
        return SampleForm(data, prefix="sample")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "sample": kwargs.get("sample") or self.sample_form(),
            "preview": kwargs.get("preview"),
            "zone": timezone.get_default_timezone_name(),
        }


class CreateDiscount(TriedForm, DiscountAction):
    """A new code or offer."""

    permission_required = "add"
    page_title = gettext_lazy("New discount")
    done = gettext_lazy("The discount is made.")
    discount = None

    @property
    def trail(self):
        return [{"url": reverse("discounts:index"), "label": _("Discounts")}]

    def get_page_subtitle(self):
        return self.get_page_title()

    def get_back_url(self):
        return reverse("discounts:index")

    def perform(self, facts, by):
        create_discount(**facts, by=by)


class ChangeDiscount(TriedForm, DiscountAction):
    """Every term of a discount; refused where a colleague changed it since the form was opened."""

    form_class = ChangeDiscountForm
    page_title = gettext_lazy("Change discount")
    done = gettext_lazy("Saved.")
    steps = ()

    @property
    def tried(self):
        return self.discount

    @property
    def last_step(self):
        return self.discount.changes.aggregate(last=Max("pk"))["last"] or 0

    def get_initial(self):
        return ChangeDiscountForm.initial_of(self.discount) | {"seen": self.last_step}

    def perform(self, facts, by):
        change_discount(discount=self.discount, **facts, by=by)

    def refuse(self, form, problem):
        if isinstance(problem, DiscountMoved):
            return self.show_what_changed(form, problem)
        return super().refuse(form, problem)

    def show_what_changed(self, form, problem):
        """Keep what was typed beside what a colleague changed; saving again is a decision then."""
        self.steps = steps_since(self.discount, form.cleaned_data["seen"])
        data = self.request.POST.copy()
        data["version"], data["seen"] = self.discount.version, self.last_step
        form = self.form_class(**{**self.get_form_kwargs(), "data": data})
        form.is_valid()
        messages.error(self.request, problem.shopper_message)
        return self.render_to_response(self.get_context_data(form=form), status=409)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"steps": self.steps}


class EndDiscount(DiscountAction):
    """Asked once more, since a code that was printed somewhere stops working."""

    form_class = ConfirmForm
    page_title = gettext_lazy("End now")
    submit_label = gettext_lazy("End now")
    active_label = gettext_lazy("Ending…")
    done = gettext_lazy("The discount has ended.")

    @property
    def question(self):
        said = _(
            "“%(name)s” takes nothing off any more from now on, in open carts too. Orders keep what they got."
        )
        return said % {"name": self.discount.name}

    def perform(self, facts, by):
        end_discount(discount=self.discount, by=by)
