"""What content announces. Dataclasses only: ids, never records."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProductPageDrafted:
    """A revision of a product page was written; nothing of it is public yet."""

    page_id: int
