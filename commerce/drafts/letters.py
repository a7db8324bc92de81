"""The letter that leads to a prepared order."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import override

from commerce.cart.queries import lines_of, subtotal_of
from commerce.drafts.models import Draft
from emails.kinds import Kind
from emails.wording import link


def draft_words(letter):
    """What lies ready, what it costs before delivery, and the way to it."""
    drafts = Draft.objects.select_related("cart__market__price_list")
    draft = drafts.get(pk=int(letter.about_id))
    market = draft.cart.market
    views = [view for view in lines_of(draft.cart) if not view.problem]
    with override(market.language):
        return {
            "lines": [
                {"title": view.card.title, "options": view.card.options, "quantity": view.quantity}
                for view in views
            ],
            "subtotal": subtotal_of(views, market).written(market.locale),
            "until": date_format(localtime(draft.until), "DATE_FORMAT"),
            "draft_url": link(reverse("draft", args=[draft.link_token])),
        }


def sample_draft():
    """The same keys as draft_words(), for previews."""
    return {
        "lines": [{"title": "Minimal oak desk", "options": "Oak, 140 cm", "quantity": 1}],
        "subtotal": "$590.00",
        "until": "Dec. 28, 2026",
        "draft_url": "https://shop.example/orders/prepared/sample/",
    }


DRAFT_READY = Kind(
    name="draft_ready",
    context=draft_words,
    sample=sample_draft,
    placeholders={
        "lines": "Title, options and quantity of each line",
        "subtotal": "What they cost before delivery",
        "until": "How long the link is good",
        "draft_url": "The page that leads to checkout",
    },
)
