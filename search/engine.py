"""What the shop asks of a search engine, whichever answers. PostgreSQL does now; another can follow."""

from dataclasses import dataclass, field
from typing import Protocol

from commerce.markets.models import Market
from search.models import PageRow


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, best first; `corrected` says for which words, where others were typed."""

    asked: str
    corrected: str = ""
    row_ids: list[int] = field(default_factory=list)
    pages: list[PageRow] = field(default_factory=list)

    @property
    def hits(self) -> int:
        return len(self.row_ids) + len(self.pages)


class SearchEngine(Protocol):
    def find(self, text: str, market: Market) -> Found:
        """Listing rows of the market's products and rows of its language's pages, for any text at all."""
