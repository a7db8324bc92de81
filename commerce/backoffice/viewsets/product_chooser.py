"""Choosing a product for a page or block, by picture, SKU, price, stock and page; or making a new one."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser as views
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import BaseChooser

from commerce.backoffice.columns import (
    PictureColumn,
    TagsColumn,
    from_price,
    number_column,
    page_states,
    skus,
)
from commerce.backoffice.forms.products import NewProductForm
from commerce.backoffice.queries import products_found_by, products_listed, why_not_sold
from commerce.catalogue.models import Product
from commerce.catalogue.operations import create_product
from commerce.errors import CodeTaken
from kinsite.foundation import actors

PLAIN_ID = re.compile(r"[0-9]{1,18}")


class ProductSearchForm(BaseFilterForm):
    """By title or SKU."""

    q = forms.CharField(
        label=_("Search"), required=False, widget=forms.TextInput(attrs={"placeholder": _("Title or SKU")})
    )

    def filter(self, objects):
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        objects = super().filter(objects)
        return products_found_by(objects, self.search_query) if self.is_searching else objects


class ShownProducts:
    """Products on sale, with what one needs to tell them apart."""

    filter_form_class = ProductSearchForm

    def get_object_list(self):
        return products_listed().filter(retired_at=None)

    @property
    def columns(self):
        return [
            PictureColumn("picture", label=_("Picture"), width="64px"),
            self.title_column,
            Column("skus", label=_("SKUs"), accessor=skus),
            number_column("price", _("Price"), accessor=from_price),
            number_column("available", _("Available")),
            TagsColumn("pages", label=_("Page"), accessor=page_states),
        ]


class NamedWithState:
    """What was chosen is named with what keeps it from being bought, so that a story's editor sees it."""

    def get_display_title(self, instance):
        state = why_not_sold(instance)
        return f"{instance.title} ({state})" if state else instance.title


class ProductWidget(NamedWithState, BaseChooser):
    def get_instance(self, value):
        """As Wagtail's, but what a forged form sends that is no id chooses nothing."""
        if isinstance(value, str) and not PLAIN_ID.fullmatch(value):
            return None
        return super().get_instance(value)


class ChosenProductView(NamedWithState, views.ChosenView):
    pass


class ChooseProductView(ShownProducts, views.ChooseView):
    pass


class ChooseProductResultsView(ShownProducts, views.ChooseResultsView):
    pass


class CreateProductView(views.CreateView):
    """The new product is made as in the Products screen."""

    def save_form(self, form):
        return create_product(**form.facts, by=actors.staff(self.request.user))

    def post(self, request):
        try:
            return super().post(request)
        except CodeTaken as problem:
            self.form.add_error("code", problem.shopper_message)
            return self.get_reshow_creation_form_response()


class ProductChooserViewSet(ChooserViewSet):
    model = Product
    icon = "tag"
    choose_one_text = _("Choose a product")
    choose_another_text = _("Choose another product")
    edit_item_text = _("Open this product")
    creation_tab_label = _("Create")
    create_action_label = _("Create the product")
    creation_form_class = NewProductForm
    choose_view_class = ChooseProductView
    choose_results_view_class = ChooseProductResultsView
    chosen_view_class = ChosenProductView
    base_widget_class = ProductWidget
    create_view_class = CreateProductView


product_chooser = ProductChooserViewSet("product_chooser")
