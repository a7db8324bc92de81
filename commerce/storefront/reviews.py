"""What the reviews of a product show, gathered for its fragment and for the page of their own."""

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from commerce.catalogue.queries import live_presences
from commerce.catalogue.ratings import stars_width
from commerce.customers.models import Customer
from commerce.reviews.models import ReviewStatus
from commerce.reviews.queries import (
    counts_of,
    published,
    rating_from,
    review_by,
    shares_of,
    shown,
    voted_on,
)
from commerce.reviews.voters import Voter, digest_of, read_token

REVIEWS_ON_A_PAGE = 10
SORTS = {
    "": (gettext_lazy("Newest"), ["-published_at", "-pk"]),
    "highest": (gettext_lazy("Highest rated"), ["-rating", "-published_at", "-pk"]),
    "lowest": (gettext_lazy("Lowest rated"), ["rating", "-published_at", "-pk"]),
    "helpful": (gettext_lazy("Most helpful"), ["-helpful_count", "-published_at", "-pk"]),
}


def sort_in(params):
    """The order that is asked for, or the first."""
    sort = params.get("sort", "")
    return sort if sort in SORTS else ""


def place_in(params):
    """The order and page that somebody looked at, as the query of an address."""
    page = params.get("page", "")
    asked = {"sort": sort_in(params), "page": page if page.isdecimal() and len(page) < 6 else ""}
    return urlencode({name: value for name, value in asked.items() if value})


def customer_of(request):
    """The customer of whoever is signed in, where there is one already. Never makes one."""
    if not request.user.is_authenticated:
        return None
    return Customer.objects.filter(user=request.user).first()


def reviews_context(request, product):
    """The context of commerce/reviews/live.html: a page of reviews in the order that is asked for."""
    sort = sort_in(request.GET)
    counts = counts_of(product)
    url = reverse("reviews", args=[product.code])
    customer = customer_of(request)
    own = review_by(customer, product)
    voter = Voter(customer, digest_of(read_token(request)))
    page = Paginator(published(product).order_by(*SORTS[sort][1]), REVIEWS_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    reviews = shown(page.object_list)
    voted = voted_on([review.pk for review in reviews], voter) if reviews else set()
    return {
        "url": url,
        "write_url": reverse("review_write", args=[product.code]),
        "edit_url": reverse("account_review", args=[own.pk]) if own else "",
        "rating": rating_from(counts),
        "shares": shares_of(counts),
        "sorts": [
            {
                "label": label,
                # The first says so too: an answer to a query takes the focus of the link that was pressed.
                "url": f"{url}?{urlencode({'sort': key})}",
                "current": key == sort,
            }
            for key, (label, _order) in SORTS.items()
        ],
        "items": [
            {
                "review": review,
                "vote": vote_of(review, review.pk in voted, is_own=own and review.pk == own.pk),
            }
            for review in reviews
        ],
        "language": get_language(),
        "page": page,
        "page_numbers": list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)),
        "query": request.GET,
        "sort": sort,
        "takes_focus": bool(request.GET),
    }


def vote_of(review, has_voted, *, is_own=False):
    """What stands below a review: how many found it helpful, and whether this person did, or wrote it."""
    return {
        "pk": review.pk,
        "url": reverse("review_helpful", args=[review.pk]),
        "title": review.title,
        "count": review.helpful_count,
        "has_voted": has_voted,
        "is_own": is_own,
    }


def own_rows(reviews, market):
    """A customer's reviews as their list shows them, with the names the products have in a market."""
    reviews = list(reviews)
    presences = live_presences([review.product_id for review in reviews], market)
    return [_own_row(review, presences.get(review.product_id)) for review in reviews]


def standing_words(review):
    """Whether everybody reads it, in words for its author."""
    return {
        ReviewStatus.PUBLISHED: _("Published"),
        ReviewStatus.PENDING: _("One of us reads it before everybody else does."),
        ReviewStatus.REFUSED: _("Not published. You may change it; one of us reads it then."),
    }[review.status]


def _own_row(review, presence):
    return {
        "pk": review.pk,
        "product": presence.title if presence else review.product.title,
        "product_url": presence.path if presence else "",
        "rating": review.rating,
        "width": stars_width(review.rating),
        "title": review.title,
        "language": review.language,
        "written_at": review.created_at,
        "standing": standing_words(review),
        "edit_url": reverse("account_review", args=[review.pk]),
        "withdraw_url": reverse("account_review_withdraw", args=[review.pk]),
    }


def thanks_for(review):
    """What is said to the author."""
    if review.is_published:
        return _("Thank you. Your review is published.")
    return _("Thank you. One of us reads your review before everybody else does.")
