"""What each component is shown with in the style guide: one or more sets of what it takes, by name."""

from datetime import UTC, datetime

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict

from commerce.money import Money

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
PRICE, WAS = Money(34900, "USD"), Money(42900, "USD")
SWATCHES = [{"label": "Oak", "colour": "#D2B388"}, {"label": "Black", "colour": "#2C2B29"}]
FACTS = [
    {"label": "Dimensions (W × D × H)", "value": "140 × 70 × 74 cm"},
    {"label": "Material", "value": "Oak"},
]
LINES = ["Anna Meyer", "Lindenstraße 4", "10969 Berlin", "Germany"]
KINDS = ("info", "success", "warning", "error")
NOTES = [{"text": "Only 3 left", "kind": "warning"}, {"text": "Arrives in one parcel", "kind": "info"}]
TRAIL = [
    {"title": "Home", "url": "#", "told_in": "en"},
    {"title": "Desks", "url": "#", "told_in": "en"},
    {"title": "Minimal Oak Desk", "url": "#", "told_in": "en"},
]
TOTAL = {"label": "Total", "amount": Money(37900, "USD")}
ROWS = [
    {"label": "Subtotal", "amount": PRICE},
    {"label": "Discount", "amount": Money(-2000, "USD"), "kind": "discount", "note": "CALM20"},
    {"label": "Delivery", "text": "Free"},
]


class SampleForm(forms.Form):
    """A field of each sort, with one mistake in it."""

    email = forms.EmailField(label="Email", help_text="For the confirmation.")
    country = forms.ChoiceField(label="Country", choices=[("US", "United States"), ("CA", "Canada")])
    delivery = forms.ChoiceField(
        label="Delivery", choices=[("a", "Standard"), ("b", "Express")], widget=forms.RadioSelect
    )
    news = forms.BooleanField(label="Send me letters", required=False)


class _Message:
    """As Django's messages: a text of a kind."""

    def __init__(self, text, level_tag):
        self.text, self.level_tag = text, level_tag

    def __str__(self):
        return self.text


def samples(image) -> dict[str, list[dict]]:
    """The sets by the path below templates/components; icons take nothing. `image` may be missing."""
    form = SampleForm({"email": "anna@", "country": "US", "delivery": "a"})
    return {**_words(), **_controls(form), **_pictures(image), **_shopping(image)}


def _words():
    answers = [
        {"question": "How is it delivered?", "answer": "Flat, in one parcel."},
        {"question": "Can I send it back?", "answer": "Within thirty days."},
    ]
    entries = [
        {"when": NOON, "title": "Order placed", "actor": "Customer"},
        {"when": NOON, "title": "Paid", "text": "$379.00 by card", "link": {"url": "#", "label": "Receipt"}},
    ]
    steps = [
        {"label": "Confirmed", "state": "done", "when": NOON},
        {"label": "Packed", "state": "current"},
        {"label": "Delivered", "state": "next"},
    ]
    return {
        "accordion": [{"items": answers, "open": True}],
        "address": [{"lines": LINES, "title": "Ship to", "edit": {"url": "#", "label": "Edit"}}],
        "assurances": [
            {
                "items": [
                    {"text": "Delivered in 3 to 5 days", "icon": "delivery"},
                    {"text": "30 days to send it back", "icon": "returns"},
                    {"text": "5 years of warranty", "icon": "warranty"},
                    {
                        "text": "Pay later or in instalments with Klarna, where they agree",
                        "icon": "instalments",
                    },
                ]
            }
        ],
        "badge": [{"text": text, "kind": kind} for text, kind in _badges()],
        "badges": [{"badges": [{"text": text, "kind": kind} for text, kind in _badges()]}],
        "breadcrumbs": [{"trail": TRAIL}],
        "downloads": [
            {
                "title": "Downloads",
                "files": [
                    {"label": "Assembly", "url": "#", "kind": "PDF", "size": 240_000},
                    {"label": "Care", "url": "#", "kind": "PDF"},
                ],
            }
        ],
        "empty_state": [
            {
                "title": "Nothing here yet",
                "text": "New pieces are on their way.",
                "url": "#",
                "label": "Shop now",
            }
        ],
        "facts": [{"facts": FACTS, "title": "Dimensions and materials", "level": 3}],
        "messages": [{"messages": [_Message("Your cart was kept.", "success")]}],
        "notice": [{"text": f"A notice of kind “{kind}”.", "kind": kind, "title": "Title"} for kind in KINDS],
        "page_head": [
            {"title": "Desks", "kicker": "Collection", "intro": "Room to think.", "trail": TRAIL[:2]}
        ],
        "steps": [{"label": "Parcel 1", "steps": steps}],
        "table": [
            {"caption": "Sizes", "columns": ["Size", "Width"], "rows": [["S", "120 cm"], ["M", "140 cm"]]}
        ],
        "timeline": [{"entries": entries}],
    }


def _badges():
    return [("Sale", "sale"), ("Few left", "low"), ("Sold out", "sold-out"), ("New", "new"), ("Oak", "")]


def _controls(form):
    values = [
        {"value": "oak", "label": "Oak", "colour": "#D2B388", "state": "available", "selected": True},
        {"value": "black", "label": "Black", "colour": "#2C2B29", "state": "low"},
        {"value": "sage", "label": "Sage", "colour": "#4F6652", "state": "sold_out"},
    ]
    sizes = [
        {"value": "m", "label": "140 cm", "state": "available", "selected": True},
        {"value": "l", "label": "160 cm", "state": "unavailable"},
    ]
    page = Paginator(range(60), 20).page(2)
    kinds = ("primary", "secondary", "quiet")
    return {
        "button": [
            *({"label": f"A {kind} button", "kind": kind, "url": "#"} for kind in kinds),
            {"label": "Not now", "disabled": True},
        ],
        "error_summary": [{"form": form}],
        "field": [{"field": field} for field in form],
        "field_notes": [{"field": form["email"]}],
        "option_group": [
            {
                "option": {"name": "Colour", "key": "colour", "chosen": "Oak", "values": values},
                "prefix": "guide",
            },
            {
                "option": {"name": "Size", "key": "size", "chosen": "140 cm", "values": sizes},
                "prefix": "guide",
            },
        ],
        "pagination": [
            {"page": page, "numbers": page.paginator.get_elided_page_range(2), "query": QueryDict("")}
        ],
        "progress": [{"text": "$20.00 to free delivery", "value": 80, "maximum": 100}],
        "quantity": [
            {"id": "guide-quantity", "value": 3, "maximum": 3, "hint": "Only 3 left", "visible_label": True}
        ],
        "swatch": [{"colour": swatch["colour"]} for swatch in SWATCHES],
        "swatches": [{"swatches": SWATCHES}],
        "undo": [{"text": "Minimal Oak Desk was removed.", "undo_url": "#", "fields": [], "target": "#none"}],
    }


def _pictures(image):
    links = {"link": {"label": "Shop now", "url": "#"}, "second_link": {"label": "Read on", "url": "#"}}
    alt = {"alt": "A picture of the library"}
    card = {
        "title": "Desks",
        "url": "#",
        "image": image,
        "told_in": "en",
        "kicker": "Collection",
        "teaser": "Room to think.",
    }
    shown = [{"image": image, **alt}] * 2 if image else []
    film = {"title": "The legs go on", "poster": image, "url": "#", "type": "video/mp4"}
    return {
        "film": [{"film": film}],
        "gallery": [
            {"pictures": [*shown, {"image": image, "film": film}], "title": "Minimal Oak Desk"},
        ],
        "hero": [
            {
                "title": "Create Calm.",
                "kicker": "Kin Workspace",
                "intro": "Work better.",
                "image": image,
                **alt,
                **links,
                "level": 3,
            }
        ],
        "picture": [
            {"image": image, "shape": "wide", "sizes": "20rem", **alt},
            {"image": None, "shape": "wide"},
        ],
        "story_card": [{"card": card, "level": 4}],
    }


def _shopping(image):
    line = {
        "id": 1,
        "key": "guide-line",
        "title": "Minimal Oak Desk",
        "url": "#",
        "image": image,
        "options": "Oak, 140 cm",
        "sku": "DESK-OAK-140",
        "quantity": 2,
        "maximum": 3,
        "unit_price": PRICE,
        "total": PRICE * 2,
        "notes": NOTES,
    }
    card = {
        "title": "Minimal Oak Desk",
        "url": "#",
        "image": image,
        "price": PRICE,
        "was": WAS,
        "badges": [{"text": "Sale", "kind": "sale"}],
        "swatches": SWATCHES,
        "teaser": "Solid oak, oiled by hand.",
    }
    wish = {
        "key": "sample-wish",
        "sku": "DESK-OAK-140",
        "title": "Minimal Oak Desk",
        "url": "#",
        "image": image,
        "options": "Oak, 140 cm",
        "price": PRICE,
        "stock": {"text": "In stock", "state": "available"},
        "can_be_bought": True,
        "remove_url": "#",
    }
    awaited = {**wish, "key": "sample-awaited", "stock": {"text": "Sold out", "state": "sold_out"}}
    heart = {"key": "sample-heart", "sku": "DESK-OAK-140", "url": "#"}
    addresses = {"cart_url": "#", "account_url": "#", "sign_in_url": "#"}
    return {
        "awaited_line": [{"line": {**awaited, "stop_url": "#"}, "target": "#none"}],
        "buy_bar": [{"title": "Minimal Oak Desk", "price": PRICE, "label": "Add to cart", "form": "none"}],
        "cart_line": [{"line": line, "change_url": "#", "remove_url": "#", "target": "#none"}],
        "folding_summary": [{"title": "Your order", "lines": [line], "rows": ROWS, "total": TOTAL}],
        "visit_banner": [{"name": "Anna Meyer", "until": NOON, "leave_url": "#", "csrf_token": ""}],
        "header_actions": [{**addresses}, {**addresses, "signed_in": True, "cart_count": 2}],
        "code_entry": [
            {"id": "sample-code", "apply_url": "#"},
            {
                "id": "sample-code-refused",
                "code": "SPRING",
                "problem": "This code has expired.",
                "apply_url": "#",
            },
        ],
        "code_notes": [
            {
                "notes": [{"code": "SPRING", "title": "SPRING", "reason": "This code has expired."}],
                "remove_url": "#",
            },
        ],
        "line_item": [{"line": line}, {"line": line, "compact": True}],
        "line_notes": [{"notes": NOTES}],
        "price": [
            {"price": PRICE},
            {"price": PRICE, "was": WAS, "note": "incl. VAT", "size": "large"},
            {"price": PRICE, "varies": True},
        ],
        "product_card": [{"card": card, "level": 4}],
        "rating": [{"rating": {"average": "4.5", "count": 12, "width": 90}}],
        "stars": [{"width": 70}],
        "stock": [
            {"text": "In stock", "state": "available"},
            {"text": "Only 3 left", "state": "low"},
            {"text": "Sold out", "state": "sold_out"},
        ],
        "summary_totals": [{"rows": ROWS, "total": TOTAL, "tax_note": "incl. VAT"}],
        "wish_button": [
            {"wish": heart},
            {"wish": {**heart, "key": "sample-kept", "is_wished": True}, "wishlist_url": "#"},
        ],
        "wish_line": [{"line": wish, "note": "plus tax", "add_url": "#", "target": "#none"}],
    }
