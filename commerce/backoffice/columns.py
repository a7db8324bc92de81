"""Columns that the lists of the shop share."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column, Table

from commerce.catalogue.models import ProductPresence


class PictureColumn(Column):
    """A small picture of the product; its name stands beside it."""

    cell_template_name = "commerce/backoffice/columns/picture.html"

    def get_value(self, instance):
        row = default_row(instance)
        return row and row.image


class PickColumn(Column):
    """A box to tick; it belongs to the form `bulk` of the page."""

    header_template_name = "commerce/backoffice/columns/pick_head.html"
    cell_template_name = "commerce/backoffice/columns/pick.html"


class PlainColumn(Column):
    """A cell of text that no template is rendered for: half of what a list of fifty rows took."""

    def render_header_html(self, parent_context):
        if self.sort_key or self.header_template_name != Column.header_template_name:
            return super().render_header_html(parent_context)
        return format_html('<th scope="col" class="{}">{}</th>', self.classname or "", self.label)

    def render_cell_html(self, instance, parent_context):
        written = conditional_escape(self.written(self.get_value(instance)))
        return SafeString(f'<td class="{self.classname or ""}">{written}</td>')

    def written(self, value):
        """What stands in the cell; figures are as they are, without separators."""
        return "" if value is None else str(value)


class PlainTable(Table):
    """A table of plain columns, whose body is written at one go: Wagtail's takes a template for each row."""

    template_name = "commerce/backoffice/columns/plain_table.html"

    @property
    def body(self):
        columns = self.columns.values()
        rows = ("".join(column.render_cell_html(row, {}) for column in columns) for row in self.data)
        return SafeString("".join(f"<tr>{cells}</tr>" for cells in rows))


class TagsColumn(PlainColumn):
    """Status tags: (text, whether it stands out) pairs."""

    def written(self, value):
        return SafeString(
            " ".join(
                f'<span class="w-status{" w-status--primary" if stands_out else ""}">{escape(text)}</span>'
                for text, stands_out in value
            )
        )


def number_column(name, label, *, only_wide=False, **kwargs):
    """Figures, one below the other; `only_wide` leaves them out on a phone."""
    classname = "kin-number kin-wide" if only_wide else "kin-number"
    return PlainColumn(name, label=label, classname=classname, **kwargs)


def default_row(product):
    """The product's row in the default market, where it has been shown there."""
    return next(iter(product.default_rows), None)


def from_price(product):
    """What it costs in the default market, as that market writes it."""
    row = default_row(product)
    if row is None or row.from_minor is None:
        return "–"
    written = row.price.written(row.market.locale)
    return _("from %(price)s") % {"price": written} if row.varies else written


def page_states(product):
    """Where it is told of, by language, and what is planned there."""
    live = ProductPresence.State.LIVE
    words = {
        live: _("live"),
        ProductPresence.State.DRAFT: _("draft"),
        ProductPresence.State.ENDED: _("ended"),
    }
    tags = []
    for presence in product.presences.all():
        language = presence.locale.upper()
        tags.append((f"{language} {words[presence.state]}", presence.state == live))
        if presence.goes_live_at:
            planned = _("%(language)s planned for %(day)s")
            day = date_format(timezone.localtime(presence.goes_live_at), "j M")
            tags.append((planned % {"language": language, "day": day}, False))
    return tags or [(_("No page"), False)]


def sale_states(product):
    """Whether it is sold, or what keeps it from being."""
    if product.retired_at:
        return [(_("Retired"), False)]
    if not product.skus:
        return [(_("No variants"), False)]
    row = default_row(product)
    if row is None or row.from_minor is None:
        return [(_("No price"), False)]
    return [(_("On sale"), True)] if product.available > 0 else [(_("Out of stock"), False)]


def skus(product):
    """Its SKUs, as many as there is room for."""
    shown = product.skus[:3]
    more = len(product.skus) - len(shown)
    return ", ".join([*shown, *([_("%(count)d more") % {"count": more}] if more else [])]) or "–"


def stock_tags(item):
    """What a clerk should notice of an item."""
    tags = []
    if item.allocated > item.on_hand:
        tags.append((_("Short"), True))
    if item.available <= 0:
        tags.append((_("Out"), True))
    elif item.available <= item.threshold:
        tags.append((_("Low"), False))
    return tags


def review_tags(review):
    """How a review stands, and whether an order proves it; what waits stands out."""
    tags = [(review.get_status_display(), review.is_waiting)]
    return [*tags, (_("Verified"), False)] if review.is_verified else tags


def customer_name(customer):
    """What a list calls a customer: by name, else by what is known of them."""
    if customer.is_erased:
        return _("Erased customer %(number)d") % {"number": customer.pk}
    return customer.name or customer.email


def customer_tags(customer):
    """Whether somebody has an account, and what a colleague should know before writing to them."""
    if customer.is_erased:
        return [(_("Erased"), False)]
    tags = [(_("Account") if customer.user_id else _("Guest"), False)]
    if customer.tax_exemption:
        tags.append((_("Exempt from tax"), False))
    return [(_("Blocked"), True), *tags] if customer.is_blocked else tags
