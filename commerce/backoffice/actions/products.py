"""What staff do with a product and its pictures."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.backoffice.actions.base import ActionView, LookedAtAction
from commerce.backoffice.forms.base import ConfirmForm
from commerce.backoffice.forms.products import NewProductForm, PictureForm, ProductForm
from commerce.catalogue.models import Product, ProductPicture
from commerce.catalogue.operations import (
    add_picture,
    create_product,
    describe_product,
    remove_picture,
)
from commerce.catalogue.operations.noted import subject_of
from commerce.errors import CodeTaken, OptionsInUse
from kinsite.media.operations import keep_image


class ProductAction(ActionView):
    """An action on the product that the address names."""

    model = Product
    header_icon = "tag"

    @cached_property
    def product(self):
        return get_object_or_404(Product, pk=self.kwargs["pk"])

    @property
    def trail(self):
        return [
            {"url": reverse("products:index"), "label": _("Products")},
            {"url": self.get_back_url(), "label": self.product.title},
        ]

    def get_page_subtitle(self):
        return self.product.title

    def get_back_url(self):
        return reverse("products:page", args=[self.product.pk])


class CreateProduct(ActionView):
    model = Product
    permission_required = "add"
    form_class = NewProductForm
    page_title = gettext_lazy("New product")
    header_icon = "tag"
    submit_label = gettext_lazy("Create")
    active_label = gettext_lazy("Creating…")
    done = gettext_lazy("Created. Say what its variants differ by, then add them.")
    product = None
    blamed = {CodeTaken: "code"}

    @property
    def trail(self):
        return [{"url": reverse("products:index"), "label": _("Products")}]

    def perform(self, facts, by):
        self.product = create_product(**facts, by=by)

    def get_back_url(self):
        if self.product is None:
            return reverse("products:index")
        return reverse("products:page", args=[self.product.pk])


class DescribeProduct(LookedAtAction, ProductAction):
    form_class = ProductForm
    page_title = gettext_lazy("Edit")
    done = gettext_lazy("Saved.")
    blamed = {OptionsInUse: "options"}

    @property
    def subject(self):
        return subject_of(self.product)

    def get_initial(self):
        return ProductForm.initial_of(self.product)

    def perform(self, facts, by):
        describe_product(product=self.product, **facts, by=by)


class AddPicture(ProductAction):
    form_class = PictureForm
    page_title = gettext_lazy("Add a picture")
    submit_label = gettext_lazy("Add the picture")
    active_label = gettext_lazy("Adding…")
    done = gettext_lazy("The picture is shown.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "product": self.product}

    def perform(self, facts, by):
        image = facts["image"] or keep_image(file=facts["file"], title=facts["alt"], user=self.request.user)
        add_picture(
            product=self.product, image=image, alt=facts["alt"], option_value=facts["option_value"], by=by
        )


class RemovePicture(ProductAction):
    form_class = ConfirmForm
    page_title = gettext_lazy("Remove a picture")
    submit_label = gettext_lazy("Remove the picture")
    active_label = gettext_lazy("Removing…")
    done = gettext_lazy("The picture is not shown with the product any more.")
    question = gettext_lazy("The product is shown without this picture. It stays in the library.")

    @cached_property
    def picture(self):
        return get_object_or_404(
            ProductPicture.objects.select_related("image", "product"), pk=self.kwargs["picture_pk"]
        )

    @cached_property
    def product(self):
        return self.picture.product

    def perform(self, facts, by):
        remove_picture(picture=self.picture, by=by)
