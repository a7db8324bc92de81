"""Products in the admin: the list, and what is done with one."""

from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.admin_url_finder import ModelAdminURLFinder, register_admin_url_finder
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button, HeaderButton

from commerce.backoffice.actions import lives, price_grid, sheets, together, variant_grid
from commerce.backoffice.actions import prices as price_actions
from commerce.backoffice.actions import products as actions
from commerce.backoffice.actions import variants as variant_actions
from commerce.backoffice.columns import (
    PickColumn,
    PictureColumn,
    TagsColumn,
    from_price,
    number_column,
    page_states,
    sale_states,
    skus,
)
from commerce.backoffice.forms.together import BulkForm
from commerce.backoffice.permissions import ADD_PRODUCTS, CHANGE_PRICES, CHANGE_PRODUCTS, VIEW_STOCK
from commerce.backoffice.product_list import ProductFilters, narrows
from commerce.backoffice.queries import presences_of, product_facts, products_found_by, products_listed
from commerce.backoffice.trail_links import history_of
from commerce.backoffice.viewsets.base import ShopListView, ShopViewSet
from commerce.catalogue.models import Product

ICON = "tag"


class ProductListView(ShopListView):
    """By title; found by title or SKU."""

    model = Product
    page_title = _("Products")
    default_ordering = "title"
    is_searchable = True
    filterset_class = ProductFilters
    results_template_name = "commerce/backoffice/products/results.html"

    @cached_property
    def can_change(self):
        return self.request.user.has_perm(CHANGE_PRODUCTS)

    @cached_property
    def columns(self):
        ticks = [PickColumn("picked", width="40px")] if self.can_change else []
        return [
            *ticks,
            PictureColumn("picture", label=_("Picture"), width="64px", classname="kin-wide"),
            TitleColumn("title", label=_("Product"), sort_key="title", url_name="products:page"),
            Column("skus", label=_("SKUs"), accessor=skus, classname="kin-wide"),
            number_column("price", _("Price"), accessor=from_price),
            number_column("available", _("Available"), sort_key="available"),
            TagsColumn("sale", label=_("Sale"), accessor=sale_states),
            TagsColumn("pages", label=_("Page"), accessor=page_states, classname="kin-wide"),
        ]

    @cached_property
    def header_buttons(self):
        prices = HeaderButton(_("Prices"), url=reverse("products:prices"), icon_name="list-ul")
        grid = HeaderButton(_("Grid"), url=reverse("products:grid"), icon_name="table")
        return [*super().header_buttons, prices, grid]

    @cached_property
    def header_more_buttons(self):
        query = f"?{self.query}" if self.query else ""
        offered = [
            Button(_("Export as CSV"), url=reverse("products:export_csv") + query, icon_name="download"),
            Button(_("Export as XLSX"), url=reverse("products:export_xlsx") + query, icon_name="download"),
        ]
        if self.can_change:
            offered.append(Button(_("Import"), url=reverse("products:import"), icon_name="upload"))
        return offered

    @cached_property
    def query(self):
        query = self.request.GET.copy()
        query.pop("p", None)
        return query.urlencode()

    def get_base_queryset(self):
        return products_listed()

    def search_queryset(self, queryset):
        return products_found_by(queryset, self.search_query) if self.is_searching else queryset

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "can_change": self.can_change,
            "bulk": BulkForm(),
            "query": self.query,
            "narrowed": narrows(self.request.GET),
        }


class ProductPageView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """All of one product: words, pages, variants with prices and stock, pictures, and what may be done."""

    model = Product
    permission_required = "view"
    header_icon = ICON
    template_name = "commerce/backoffice/products/page.html"
    read_with = ("tax_category", "successor", "successor_collection")

    @cached_property
    def product(self):
        return get_object_or_404(Product.objects.select_related(*self.read_with), pk=self.kwargs["pk"])

    def get_page_title(self):
        return self.product.title

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("products:index"), "label": _("Products")},
            {"url": "", "label": self.product.title},
        ]

    @cached_property
    def header_buttons(self):
        if not self.request.user.has_perm(CHANGE_PRODUCTS):
            return []
        offered = [
            (_("Edit"), "products:edit", "edit"),
            (_("Add a variant"), "products:add_variant", "plus"),
            (_("Add a picture"), "products:add_picture", "image"),
        ]
        return [
            HeaderButton(label, url=reverse(name, args=[self.product.pk]), icon_name=icon, priority=place)
            for place, (label, name, icon) in enumerate(offered)
        ]

    @cached_property
    def header_more_buttons(self):
        user, offered = self.request.user, []
        if user.has_perm(ADD_PRODUCTS):
            offered.append((_("Duplicate"), "products:duplicate", "copy"))
        if user.has_perm(CHANGE_PRODUCTS):
            if self.product.retired_at:
                offered.append((_("Where visitors go"), "products:retire", "redirect"))
                offered.append((_("Sell again"), "products:restore", "undo"))
            else:
                offered.append((_("Retire"), "products:retire", "bin"))
        return [
            *history_of(user, product=self.product.pk),
            *(
                Button(label, url=reverse(name, args=[self.product.pk]), icon_name=icon)
                for label, name, icon in offered
            ),
        ]

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(**kwargs) | {
            **product_facts(self.product, self.request.LANGUAGE_CODE),
            "presences": presences_of(self.product, user),
            "can_change": user.has_perm(CHANGE_PRODUCTS),
            "can_price": user.has_perm(CHANGE_PRICES),
            "can_see_stock": user.has_perm(VIEW_STOCK),
        }


class ProductViewSet(ShopViewSet):
    """The menu's Products."""

    name = "products"
    icon = ICON
    menu_label = _("Products")
    model = Product

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(add_url_name=self.get_url_name("add"), **kwargs)

    def get_urlpatterns(self):
        part, variant, picture = "<int:pk>", "variants/<int:variant_pk>", "pictures/<int:picture_pk>"
        return [
            path("", self.construct_view(ProductListView), name="index"),
            path("results/", self.construct_view(ProductListView, results_only=True), name="index_results"),
            path("prices/", price_grid.PriceGridView.as_view(), name="prices"),
            path("prices/save/", price_grid.SavePrices.as_view(), name="save_prices"),
            path("prices/plan/", price_grid.PlanPrices.as_view(), name="plan_prices"),
            path("together/", together.EditTogether.as_view(), name="together"),
            path("grid/", variant_grid.VariantGridView.as_view(), name="grid"),
            path("grid/save/", variant_grid.SaveVariants.as_view(), name="save_grid"),
            path("export.csv", sheets.ExportProducts.as_view(kind="csv"), name="export_csv"),
            path("export.xlsx", sheets.ExportProducts.as_view(kind="xlsx"), name="export_xlsx"),
            path("import/", sheets.ImportProducts.as_view(), name="import"),
            path("import/<int:sheet_pk>/", sheets.SheetView.as_view(), name="sheet"),
            path("import/<int:sheet_pk>/report/", sheets.SheetReport.as_view(), name="sheet_report"),
            path("import/<int:sheet_pk>/confirm/", sheets.ConfirmSheet.as_view(), name="confirm_sheet"),
            path("import/<int:sheet_pk>/withdraw/", sheets.WithdrawSheet.as_view(), name="withdraw_sheet"),
            path("new/", actions.CreateProduct.as_view(), name="add"),
            path(f"{part}/", ProductPageView.as_view(), name="page"),
            path(f"{part}/edit/", actions.DescribeProduct.as_view(), name="edit"),
            path(f"{part}/retire/", lives.RetireProduct.as_view(), name="retire"),
            path(f"{part}/restore/", lives.RestoreProduct.as_view(), name="restore"),
            path(f"{part}/duplicate/", lives.DuplicateProduct.as_view(), name="duplicate"),
            path(f"{part}/variants/new/", variant_actions.AddVariant.as_view(), name="add_variant"),
            path(f"{part}/pictures/new/", actions.AddPicture.as_view(), name="add_picture"),
            path(f"{variant}/measures/", variant_actions.MeasureVariant.as_view(), name="measure"),
            path(f"{variant}/price/<slug:code>/", price_actions.SetPrice.as_view(), name="price"),
            path("prices/<int:change_pk>/end/", price_actions.EndPrice.as_view(), name="end_price"),
            path(f"{variant}/retire/", variant_actions.RetireVariant.as_view(), name="retire_variant"),
            path(f"{picture}/remove/", actions.RemovePicture.as_view(), name="remove_picture"),
        ]

    def on_register(self):
        super().on_register()
        register_admin_url_finder(Product, ProductUrlFinder)


class ProductUrlFinder(ModelAdminURLFinder):
    """Where a product is edited, for choosers and reports."""

    edit_url_name = "products:page"
