"""How a product's life begins from another's, ends, and goes on."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from commerce.backoffice.actions.products import ProductAction
from commerce.backoffice.forms.base import ConfirmForm
from commerce.backoffice.forms.copies import DuplicateForm, RetireForm
from commerce.catalogue.operations import duplicate_product, restore_product, retire_product
from commerce.errors import CodeTaken, SkusTaken, SuccessorUnfit


class DuplicateProduct(ProductAction):
    permission_required = "add"
    form_class = DuplicateForm
    page_title = gettext_lazy("Duplicate")
    submit_label = gettext_lazy("Make the copy")
    active_label = gettext_lazy("Copying…")
    done = gettext_lazy("Copied. It has no stock and no page yet.")
    question = gettext_lazy(
        "Words, options, collections, pictures, measures and lasting prices are copied. Stock, pages and"
        " reviews are not."
    )
    blamed = {CodeTaken: "code"}
    copy = None

    @cached_property
    def variants(self):
        return list(self.product.variants.filter(retired_at=None))

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "variants": self.variants}

    def perform(self, facts, by):
        self.copy = duplicate_product(product=self.product, **facts, by=by)

    def refuse(self, form, problem):
        if isinstance(problem, SkusTaken) and problem.skus:
            form.blame(problem.skus)
            return self.form_invalid(form)
        return super().refuse(form, problem)

    def get_back_url(self):
        return reverse("products:page", args=[(self.copy or self.product).pk])


class RetireProduct(ProductAction):
    form_class = RetireForm
    page_title = gettext_lazy("Retire")
    submit_label = gettext_lazy("Retire the product")
    active_label = gettext_lazy("Retiring…")
    done = gettext_lazy("Retired. It is not sold any more.")
    question = gettext_lazy(
        "A retired product and all its variants are not sold any more, until it is sold again. What was sold"
        " of it stays known."
    )
    blamed = {SuccessorUnfit: "successor"}

    def get_initial(self):
        return RetireForm.initial_of(self.product)

    def perform(self, facts, by):
        retire_product(product=self.product, **facts, by=by)


class RestoreProduct(ProductAction):
    form_class = ConfirmForm
    page_title = gettext_lazy("Sell again")
    submit_label = gettext_lazy("Sell the product again")
    active_label = gettext_lazy("Saving…")
    done = gettext_lazy("It is sold again, and its page leads nowhere else.")
    question = gettext_lazy("The product is sold again at its prices, as far as there is stock.")

    def perform(self, facts, by):
        restore_product(product=self.product, by=by)
