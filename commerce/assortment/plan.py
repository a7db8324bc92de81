"""What a row of a sheet would do to the shop as it is: add, change, leave, or be refused. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from commerce.assortment import columns as c
from commerce.assortment.columns import Unread
from commerce.money import Money

ADD, PRICES, STOCK = "add", "prices", "stock"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row is refused: in which column, for which reason, and about what."""

    column: str
    code: str
    detail: str = ""


@dataclass(slots=True)
class KnownProduct:
    pk: int
    code: str
    title: str
    tax: str
    is_retired: bool
    options: tuple[str, ...]
    # What its variants on sale are, as sets of (option, value), each with its SKU.
    combinations: dict[frozenset, str] = field(default_factory=dict)


@dataclass(slots=True)
class KnownVariant:
    """A variant as a sheet tells it; `values` are numbers and Money by column."""

    pk: int
    sku: str
    product: KnownProduct
    is_retired: bool
    options: tuple[tuple[str, str], ...]
    values: dict[str, int | Money | None]


@dataclass(slots=True)
class World:
    """What the shop knows of what a sheet names."""

    variants: dict[str, KnownVariant]
    products: dict[str, KnownProduct]
    taxes: frozenset[str]
    option_values: frozenset[tuple[str, str]]
    currencies: dict[str, str]
    may: frozenset[str]


@dataclass(slots=True)
class Plan:
    """`before` and `after` are texts by column, of those columns that change."""

    verdict: str
    sku: str = ""
    variant: KnownVariant | None = None
    facts: dict = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def let_wait(self, columns: Collection[str]) -> None:
        """Say that these columns wait for a second colleague: the whole row, where no other changes."""
        self.problems = [Problem(column, "waits") for column in columns]
        if self.verdict == CHANGED and set(columns) == set(self.after):
            self.verdict = WAITS


NEW, CHANGED, WAITS, UNCHANGED, REFUSED = "new", "changed", "waits", "unchanged", "refused"


class Planner:
    """Plans rows one after another: what an earlier row says of a product holds for a later one."""

    def __init__(self, world: World):
        self.world = world
        self.skus: set[str] = set()
        self.said: dict[tuple[str, str], str] = {}

    def plan(self, cells: Mapping[str, str], *, beyond: Sequence[str] = ()) -> Plan:
        """What a row does; `cells` are its texts by column, empty ones left out, `beyond` those under none.

        Where there are texts beyond the head, each before them may stand under the wrong column.
        """
        facts, problems = ({}, [Problem(c.SKU, "beyond")]) if any(beyond) else self._read(cells)
        sku = str(cells.get(c.SKU, ""))
        if c.SKU not in cells:
            problems.insert(0, Problem(c.SKU, "needed"))
        elif sku.upper() in self.skus:
            problems.append(Problem(c.SKU, "twice"))
        self.skus.add(sku.upper())
        known = self.world.variants.get(sku.upper())
        if not problems:
            problems = self._check_known(known, facts) if known else self._check_new(facts)
        if not problems:
            problems = self._check_said(known, facts)
        if problems:
            return Plan(REFUSED, sku=sku, variant=known, problems=problems)
        if known is None:
            return self._added(sku, facts, cells)
        return self._changed(sku, known, facts)

    def _read(self, cells):
        facts, problems = {}, []
        for column, text in cells.items():
            try:
                facts[column] = self._fact(column, c.refuse_formula(text))
            except Unread as problem:
                problems.append(Problem(column, problem.code, problem.detail))
        return facts, problems

    def _fact(self, column, text):
        if column in c.LIMITS:
            return c.read_whole(text, column)
        if column.startswith(c.PRICE):
            return c.read_amount(text, self.world.currencies[column])
        if column == c.TAX:
            if text not in self.world.taxes:
                raise Unread("unknown", text)
            return text
        if column == c.OPTIONS:
            return self._options(text)
        return c.read_text(text, column)

    def _options(self, text):
        pairs = c.read_options(text)
        for pair in pairs:
            if pair not in self.world.option_values:
                raise Unread("unknown", "=".join(pair))
        return pairs

    def _check_known(self, known, facts):
        if known.is_retired or known.product.is_retired:
            return [Problem(c.SKU, "retired")]
        problems = []
        if facts.get(c.PRODUCT, known.product.code) != known.product.code:
            problems.append(Problem(c.PRODUCT, "elsewhere", known.product.code))
        if c.OPTIONS in facts and frozenset(facts[c.OPTIONS]) != frozenset(known.options):
            problems.append(Problem(c.OPTIONS, "fixed", c.options_text(known.options)))
        return problems + self._check_rights(self._differences(known, facts))

    def _check_new(self, facts):
        code = facts.get(c.PRODUCT)
        if not code:
            return [Problem(c.PRODUCT, "needed")]
        product = self.world.products.get(code)
        problems = [] if c.GRAMS in facts else [Problem(c.GRAMS, "needed")]
        if product and product.is_retired:
            problems.append(Problem(c.PRODUCT, "retired"))
        if product is None:
            problems += [Problem(name, "needed") for name in (c.NAME, c.TAX) if name not in facts]
            if ADD not in self.world.may:
                problems.append(Problem(c.PRODUCT, "right"))
        return problems + self._check_options(product, facts) + self._check_rights(facts)

    def _check_options(self, product, facts):
        pairs = facts.get(c.OPTIONS, ())
        if product and {option for option, _value in pairs} != set(product.options):
            return [Problem(c.OPTIONS, "not_its", ", ".join(product.options))]
        if product and frozenset(pairs) in product.combinations:
            return [Problem(c.OPTIONS, "combination", product.combinations[frozenset(pairs)])]
        return []

    def _check_rights(self, facts):
        may = self.world.may
        prices = [name for name in facts if name.startswith(c.PRICE)]
        problems = [Problem(name, "right") for name in prices if PRICES not in may]
        if c.LOW_AT in facts and STOCK not in may:
            problems.append(Problem(c.LOW_AT, "right"))
        return problems

    def _check_said(self, known, facts):
        """All rows of a product say the same of it."""
        code = known.product.code if known else facts[c.PRODUCT]
        problems = []
        for name in (c.NAME, c.TAX):
            if name in facts and self.said.setdefault((code, name), facts[name]) != facts[name]:
                problems.append(Problem(name, "otherwise", self.said[code, name]))
        return problems

    def _differences(self, known, facts):
        now = {**known.values, c.NAME: known.product.title, c.TAX: known.product.tax}
        return {name: fact for name, fact in facts.items() if name in now and now[name] != fact}

    def _changed(self, sku, known, facts):
        changes = self._differences(known, facts)
        now = {**known.values, c.NAME: known.product.title, c.TAX: known.product.tax}
        before = {name: text_of(now[name]) for name in changes}
        after = {name: text_of(fact) for name, fact in changes.items()}
        return Plan(CHANGED if changes else UNCHANGED, sku, known, changes, before, after)

    def _added(self, sku, facts, cells):
        """A new variant; later rows meet its product as it will be."""
        code, pairs = facts[c.PRODUCT], facts.get(c.OPTIONS, ())
        product = self.world.products.get(code)
        if product is None:
            options = tuple(option for option, _value in pairs)
            product = KnownProduct(0, code, facts[c.NAME], facts[c.TAX], False, options)
            self.world.products[code] = product
        product.combinations[frozenset(pairs)] = sku
        return Plan(NEW, sku, None, facts, {}, {name: str(text) for name, text in cells.items()})


def told(variant: KnownVariant, column: str) -> str:
    """What is in force of a variant in a column that a sheet may change; empty for the others."""
    now = {**variant.values, c.NAME: variant.product.title, c.TAX: variant.product.tax}
    return text_of(now.get(column))


def text_of(fact) -> str:
    """A value as a sheet holds it."""
    if fact is None:
        return ""
    return f"{fact.major:f}" if isinstance(fact, Money) else str(fact)


def unknown_columns(head: Iterable[str], known: Iterable[str]) -> list[str]:
    """Columns of a sheet that mean nothing here, or stand there twice."""
    head, known = list(head), set(known)
    return sorted({name or "–" for name in head if name not in known or head.count(name) > 1})
