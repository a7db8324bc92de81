"""Reviews of a product: read, written, found helpful."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import push_url

from commerce.catalogue.queries import live_presences
from commerce.customers.operations import customer_for_user
from commerce.errors import AlreadyReviewed, AlreadyVoted, Refused
from commerce.reviews.models import Review, ReviewStatus
from commerce.reviews.operations import find_helpful, write_review
from commerce.reviews.queries import proof_of_purchase, review_by, review_by_order
from commerce.reviews.voters import Voter, digest_of, new_token, read_token, write_token
from commerce.storefront.carts import shopper
from commerce.storefront.decorators import live
from commerce.storefront.offers import product_on_offer
from commerce.storefront.order_page import reviewed_line
from commerce.storefront.review_form import ReviewForm
from commerce.storefront.reviews import customer_of, place_in, reviews_context, thanks_for, vote_of
from kinsite.foundation.clientip import client_network
from kinsite.foundation.limiter import LimitReached, spend

# By one network: how many in how many seconds.
REVIEWS = (30, 3600)
VOTES = (60, 3600)


@live
@require_GET
def reviews(request, code):
    """What everybody says of a product: a fragment of its page, and a page of its own."""
    product = _product(request, code)
    context = reviews_context(request, product)
    if request.htmx:
        # The address stays the product's: htmx would push that of a boosted link, whatever the link says.
        return push_url(render(request, "commerce/reviews/live.html", context | {"in_place": True}), False)
    return render(request, "commerce/reviews/page.html", context | _about(request, product))


@live
@require_http_methods(["GET", "POST"])
def write(request, code):
    """Write a review, with an account or without."""
    product = _product(request, code)
    customer = customer_of(request)
    own = review_by(customer, product)
    edit_url = reverse("account_review", args=[own.pk]) if own else ""
    return _write(request, product, customer, back=reverse("reviews", args=[code]), edit_url=edit_url)


@live
@require_http_methods(["GET", "POST"])
def write_by_link(request, token, line_id):
    """Write a review of something in an order, with nothing but its link."""
    order, line = reviewed_line(token, line_id)
    product = line.variant.product
    edit_url = reverse("order_review_edit", args=[token, line_id]) if review_by_order(order, product) else ""
    back = reverse("order", args=[token])
    response = _write(request, product, order.customer, back=back, bought=line, edit_url=edit_url)
    # The link stays among us. Under "no-referrer" a browser sends forms from nowhere, which are refused.
    response["Referrer-Policy"] = "same-origin"
    return response


@live
@require_POST
def helpful(request, pk):
    """Somebody found a review helpful. Saying so twice is no mistake."""
    review = get_object_or_404(Review.objects.select_related("product"), pk=pk, status=ReviewStatus.PUBLISHED)
    token = read_token(request) or new_token()
    problem, status = "", 200
    try:
        spend("review-vote", client_network(request), *VOTES)
        find_helpful(review=review, voter=_voter(request, token), by=shopper(request))
    except AlreadyVoted:
        pass
    except Refused as refusal:
        problem, status = refusal.shopper_message, 409
    except LimitReached as limit:
        problem, status = limit.shopper_message, 429
    response = _voted(request, review, problem, status)
    if not problem:
        write_token(response, token)
    return response


def _write(request, product, customer, *, back, edit_url, bought=None):
    if review_by(customer, product):
        problem = AlreadyReviewed.shopper_message
        return _form_page(request, product, back, problem=problem, edit_url=edit_url)
    about = {"product": product, "back": back, "is_proven": _is_proven(product, customer)}
    if request.method == "GET":
        return _form_page(request, **about, form=ReviewForm(initial=_known_of(request, customer)))
    try:
        spend("review", client_network(request), *REVIEWS)
    except LimitReached as limit:
        # Not bound: looking into the photos again is what the limit is there for.
        form = ReviewForm(initial=request.POST.dict())
        response = _form_page(request, **about, form=form, problem=limit.shopper_message, status=429)
        response["Retry-After"] = str(limit.retry_after)
        return response
    form = ReviewForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form_page(request, **about, form=form, status=422)
    try:
        review = write_review(
            product=product,
            customer=customer or _new_customer(request),
            **form.facts,
            language=get_language(),
            bought=bought,
            by=shopper(request),
        )
    except AlreadyReviewed as problem:
        return _form_page(request, product, back, problem=problem.shopper_message, status=409)
    messages.success(request, thanks_for(review))
    return redirect(back)


def _form_page(request, product, back, *, form=None, is_proven=False, problem="", edit_url="", status=200):
    context = {
        **_about(request, product),
        "form": form,
        "back_url": back,
        "is_proven": is_proven,
        "problem": problem,
        "edit_url": edit_url,
    }
    return render(request, "commerce/reviews/write.html", context, status=status)


def _voted(request, review, problem, status):
    if request.htmx:
        vote = vote_of(review, has_voted=not problem)
        return render(
            request, "commerce/reviews/helpful.html", {"vote": vote, "problem": problem}, status=status
        )
    if problem:
        messages.error(request, problem)
    else:
        messages.success(request, _("Thank you. You found “%(title)s” helpful.") % {"title": review.title})
    url = reverse("reviews", args=[review.product.code])
    where = place_in(request.POST)
    return redirect(f"{url}?{where}#review-{review.pk}" if where else f"{url}#review-{review.pk}")


def _about(request, product):
    presence = live_presences([product.pk], request.market).get(product.pk)
    title = presence.title if presence else product.title
    return {"title": title, "story_url": presence.path if presence else ""}


def _product(request, code):
    product = product_on_offer(code, request.market)
    if product is None:
        raise Http404
    return product


def _voter(request, token):
    """Whoever votes: an account becomes a customer by it, a browser is known by its token."""
    return Voter(_new_customer(request), digest_of(token))


def _new_customer(request):
    if not request.user.is_authenticated:
        return None
    return customer_for_user(user=request.user, language=request.market.language)


def _is_proven(product, customer):
    return customer is not None and proof_of_purchase(product, customer) is not None


def _known_of(request, customer):
    """An account is asked its name once; who comes by an order's link may be somebody else."""
    is_own = customer is not None and customer.user_id is not None and customer.user_id == request.user.pk
    return {"author": customer.name.partition(" ")[0]} if is_own else {}
