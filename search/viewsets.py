"""What staff teach search: synonyms, and what comes first."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from search.models import PromotedResult, Synonym


class SynonymViewSet(SnippetViewSet):
    model = Synonym
    icon = "resubmit"
    menu_label = _("Synonyms")
    list_display = ["word", "means", "locale"]
    list_filter = ["locale"]
    search_fields = ["word", "means"]
    panels = [
        FieldRowPanel([FieldPanel("word"), FieldPanel("means")]),
        FieldPanel("locale"),
    ]


class PromotedResultViewSet(SnippetViewSet):
    model = PromotedResult
    icon = "pick"
    menu_label = _("Promoted results")
    list_display = ["query", "__str__", "locale", "position"]
    list_filter = ["locale"]
    search_fields = ["query"]
    panels = [
        FieldRowPanel([FieldPanel("query"), FieldPanel("locale")]),
        MultiFieldPanel([FieldPanel("product"), FieldPanel("page")], heading=_("Comes first")),
        FieldPanel("position"),
    ]


class SearchGroup(SnippetViewSetGroup):
    """The menu's Search."""

    items = [SynonymViewSet, PromotedResultViewSet]
    menu_label = _("Search words")
    menu_name = "search-words"
    menu_icon = "search"
    menu_order = 450
