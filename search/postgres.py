"""The search engine that the database is: stems, beginnings of words, SKUs, and slips of the finger."""

from collections import defaultdict
from dataclasses import replace
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery as StemQuery
from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection
from django.db.models import BooleanField, Case, IntegerField, Q, Value, When

from commerce.catalogue.models import ListingRow
from commerce.markets.models import Market
from search.engine import Found
from search.expressions import Codes, Stems, Told
from search.models import PageRow, PromotedResult, Synonym
from search.rules import CONFIGS, Term, allowed_distance, asked_for, nearest, plain, terms_of

MOST_PRODUCTS = 2_000
MOST_PAGES = 40
MOST_SYNONYMS = 1_000
MOST_PROMOTED = 10
SHORTEST_CODE = 2

# What a product or page was found by, best first; what is promoted comes before all of it.
SKU, TITLE, SKU_BEGINS, TITLE_BEGINS, IN_TITLE, IN_WORDS = range(1, 7)

# What is written in the market's products and pages, near each word that was asked for.
NEAR_WORDS = """
with known as materialized (
    select word, count(*) as uses from (
        select unnest(string_to_array(search_text(words), ' ')) as word
        from commerce_listingrow where market_id = %(market)s and is_listed
        union all
        select unnest(string_to_array(search_text(title || ' ' || teaser), ' '))
        from search_pagerow where locale = %(locale)s
    ) as said where length(word) > 2 group by word
)
select asked.word, near.word, near.uses
from unnest(%(words)s::text[]) as asked(word)
cross join lateral (
    select known.word, known.uses from known
    where abs(length(known.word) - length(asked.word)) <= 2 or starts_with(known.word, asked.word)
    order by starts_with(known.word, asked.word) desc, similarity(known.word, asked.word) desc, uses desc
    limit 40
) as near
"""


class PostgresEngine:
    """See SearchEngine. Four queries, eight where nothing is found as it was typed."""

    def find(self, text: str, market: Market) -> Found:
        asked = asked_for(text)
        if not asked:
            return Found(asked)
        promoted = _promoted(asked, market.language)
        terms = terms_of(asked, market.language, _synonyms(market.language))
        found = _find(asked, terms, market, promoted)
        return found if found.hits else _find_near(asked, market) or found


def _find(asked, terms, market, promoted):
    look = _Look(asked, terms, CONFIGS.get(market.language, "simple"))
    return Found(
        asked,
        row_ids=list(look.products(market, promoted["product"]).values_list("pk", flat=True)[:MOST_PRODUCTS]),
        pages=list(look.pages(market.language, promoted["page"])[:MOST_PAGES]),
    )


def _find_near(asked, market):
    """What is found by known words near those that were typed; nothing where there are none."""
    words = asked.split()
    near = _near(words, market)
    if all(choices == [word] for word, choices in near.items()):
        return None
    terms = [Term(tuple((choice,) for choice in near[word])) for word in words]
    found = _find(asked, terms, market, {"product": [], "page": []})
    return replace(found, corrected=_as_said(words, near, _best_words(found))) if found.hits else None


def _best_words(found):
    """All that the best of what was found says, plain."""
    best = ListingRow.objects.filter(pk=found.row_ids[0]) if found.row_ids else None
    best = PageRow.objects.filter(pk=found.pages[0].pk) if best is None else best
    return f" {plain(best.values_list('words', flat=True).get())}"


def _as_said(words, near, said):
    """The words that were meant: of those near each, the one that is said."""
    return " ".join(next((one for one in near[word] if f" {one}" in said), near[word][0]) for word in words)


class _Look:
    """One way to look for words, the same for products and pages."""

    def __init__(self, asked, terms, config):
        self.asked, self.terms, self.config = asked, terms, config
        self.code = asked.replace(" ", "")

    def products(self, market, promoted):
        has_code = Q(codes__contains=f" {self.code}")
        is_gone = Q(availability=ListingRow.Availability.SOLD_OUT)
        rows = self._named(ListingRow.objects.filter(market=market, is_listed=True))
        wanted = self._all_in("told", "stems") | Q(product__in=promoted)
        if len(self.code) >= SHORTEST_CODE:
            wanted |= has_code
        by_code = [When(codes__contains=f" {self.code} ", then=Value(SKU))]
        begins = [When(has_code, then=Value(SKU_BEGINS))]
        return (
            rows.alias(codes=Codes("skus"))
            .filter(wanted)
            .alias(place=self._place("product", promoted, by_code, begins))
            .alias(
                # What was named exactly stays first, sold out or not.
                is_last=Case(
                    When(place__lte=TITLE, then=Value(False)),
                    When(is_gone, then=Value(True)),
                    default=Value(False),
                    output_field=BooleanField(),
                )
            )
            .order_by("is_last", "place", "-closeness", "position", "pk")
        )

    def pages(self, language, promoted):
        rows = self._named(PageRow.objects.filter(locale=language))
        wanted = self._all_in("told", "stems") | Q(page__in=promoted)
        return (
            rows.filter(wanted)
            .alias(place=self._place("page", promoted))
            .order_by("place", "-closeness", "-published_at", "pk")
            .defer("words")
        )

    def _named(self, rows):
        return rows.alias(
            told=Told("words"),
            stems=Stems("words", self.config),
            title_told=Told("title"),
            title_stems=Stems("title", self.config),
        ).alias(closeness=TrigramSimilarity("title_told", self.asked))

    def _place(self, field, promoted, by_code=(), begins=()):
        first = [When(**{field: pk}, then=Value(n - len(promoted))) for n, pk in enumerate(promoted)]
        return Case(
            *first,
            *by_code,
            When(title_told=f" {self.asked}", then=Value(TITLE)),
            *begins,
            When(title_told__startswith=f" {self.asked}", then=Value(TITLE_BEGINS)),
            When(self._all_in("title_told", "title_stems"), then=Value(IN_TITLE)),
            default=Value(IN_WORDS),
            output_field=IntegerField(),
        )

    def _all_in(self, told, stems):
        """Every term in one of its ways, each word as a beginning or by its stem."""

        def word(text):
            return Q(**{f"{told}__contains": f" {text}"}) | Q(**{stems: StemQuery(text, config=self.config)})

        def way(words):
            return reduce(and_, map(word, words))

        return reduce(and_, (reduce(or_, map(way, term.ways)) for term in self.terms))


def _synonyms(language):
    meanings = defaultdict(list)
    rows = Synonym.objects.filter(locale=language).order_by("pk").values_list("word", "means")
    for word, means in rows[:MOST_SYNONYMS]:
        meanings[word].append(means)
    return meanings


def _promoted(asked, language):
    """The ids of products and of pages that come first for these words."""
    rows = PromotedResult.objects.filter(locale=language, query=asked).order_by("position", "pk")
    found = rows.values_list("product_id", "page_id")[:MOST_PROMOTED]
    return {
        "product": [product for product, _page in found if product],
        "page": [page for _product, page in found if page],
    }


def _near(words, market):
    """The known words near each of these, the most likely first."""
    known = defaultdict(dict)
    with connection.cursor() as cursor:
        doubtful = [word for word in words if allowed_distance(word)]
        cursor.execute(NEAR_WORDS, {"market": market.pk, "locale": market.language, "words": doubtful})
        for word, other, uses in cursor.fetchall():
            known[word][other] = uses
    return {word: nearest(word, known[word]) for word in words}
