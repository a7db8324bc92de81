"""What menus are made of: links to pages or addresses, alone or in columns."""

from django.forms.utils import ErrorList
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StreamBlock, StructBlock, StructBlockValidationError

from content.addresses import LINK_ADDRESS
from content.blocks.choosers import PagePointerBlock


class MenuLinkBlock(StructBlock):
    """A link to a page, which lends its title where no words are given, or to an address."""

    label = CharBlock(
        max_length=40, required=False, label=_("Words"), help_text=_("Without any, the page's title")
    )
    page = PagePointerBlock(required=False, label=_("Page"))
    address = CharBlock(
        max_length=500,
        required=False,
        validators=[LINK_ADDRESS],
        label=_("Or address"),
        help_text=_("Begins with / on this site, else with https://"),
    )

    def clean(self, value):
        value = super().clean(value)
        errors = {}
        if bool(value["page"]) == bool(value["address"]):
            errors["page"] = ErrorList([say("Choose a page or write an address, one of the two.")])
        elif value["address"] and not value["label"]:
            errors["label"] = ErrorList([say("An address needs words.")])
        if errors:
            raise StructBlockValidationError(errors)
        return value

    class Meta:
        icon = "link"
        label = _("Link")


class LinksBlock(StreamBlock):
    link = MenuLinkBlock()

    class Meta:
        min_num = 1
        max_num = 7


class ColumnBlock(StructBlock):
    title = CharBlock(max_length=40, label=_("Title"))
    links = ListBlock(MenuLinkBlock(), min_num=1, max_num=10, label=_("Links"))

    class Meta:
        icon = "list-ul"
        label = _("Column")


class ColumnsBlock(StreamBlock):
    column = ColumnBlock()

    class Meta:
        min_num = 1
        max_num = 4


def shown_links(stream) -> list[dict]:
    """The links of a header as layout/navigation.html takes them."""
    return _links(child.value for child in stream)


def shown_columns(stream) -> list[dict]:
    """The columns as layout/footer.html takes them; one whose pages are all gone is left out."""
    columns = [{"title": child.value["title"], "items": _links(child.value["links"])} for child in stream]
    return [column for column in columns if column["items"]]


def _links(values):
    links = [_link(value) for value in values]
    return [link for link in links if link["url"]]


def _link(value):
    """A page that is missing, or not public, has no address to lead to."""
    page = value["page"]
    if page and page.live:
        return {"title": value["label"] or page.title, "url": page.get_url() or ""}
    return {"title": value["label"], "url": value["address"]}
