"""A customer's own reviews: listed, edited, withdrawn; by the account, or by the link of the order."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from commerce.catalogue.queries import live_presences
from commerce.errors import Refused
from commerce.reviews.operations import revise_review, withdraw_review
from commerce.reviews.queries import review_by_order, reviews_of_user
from commerce.storefront.carts import shopper
from commerce.storefront.decorators import private
from commerce.storefront.order_page import reviewed_line
from commerce.storefront.review_form import EditForm
from commerce.storefront.reviews import own_rows, standing_words, thanks_for
from kinsite.foundation.clientip import client_network
from kinsite.foundation.limiter import LimitReached, spend

# By one network: how many in how many seconds.
CHANGES = (30, 3600)


@login_required
@private
@require_GET
def own_reviews(request):
    """What the account said, whether everybody reads it or not."""
    rows = own_rows(reviews_of_user(request.user), request.market)
    context = {"title": _("Your reviews"), "current": "reviews", "reviews": rows}
    return render(request, "commerce/account/reviews.html", context)


@login_required
@private
@require_http_methods(["GET", "POST"])
def edit(request, pk):
    """Say anew what one said of a product."""
    back = reverse("account_reviews")
    return _edit(request, _own(request, pk), back, reverse("account_review_withdraw", args=[pk]))


@login_required
@private
@require_http_methods(["GET", "POST"])
def withdraw(request, pk):
    """Take a review back, once that was asked again."""
    return _withdraw(request, _own(request, pk), reverse("account_reviews"))


@private
@require_http_methods(["GET", "POST"])
def edit_by_link(request, token, line_id):
    """Say anew what was said with nothing but the link of the order."""
    review = _by_link(token, line_id)
    leave = reverse("order_review_withdraw", args=[token, line_id])
    return _edit(request, review, reverse("order", args=[token]), leave)


@private
@require_http_methods(["GET", "POST"])
def withdraw_by_link(request, token, line_id):
    """Take back what was said with nothing but the link of the order."""
    return _withdraw(request, _by_link(token, line_id), reverse("order", args=[token]))


def _own(request, pk):
    """The account's review; somebody else's is as good as none."""
    return get_object_or_404(reviews_of_user(request.user), pk=pk)


def _by_link(token, line_id):
    order, line = reviewed_line(token, line_id)
    review = review_by_order(order, line.variant.product)
    if review is None:
        raise Http404
    return review


def _edit(request, review, back, withdraw_url):
    about = {"back": back, "withdraw_url": withdraw_url}
    if request.method == "GET":
        return _page(request, review, **about, form=EditForm(review=review))
    try:
        spend("review-change", client_network(request), *CHANGES)
    except LimitReached as limit:
        # Not bound: looking into the photos again is what the limit is there for.
        form = EditForm(review=review, initial=request.POST.dict())
        response = _page(request, review, **about, form=form, problem=limit.shopper_message, status=429)
        response["Retry-After"] = str(limit.retry_after)
        return response
    form = EditForm(request.POST, request.FILES, review=review)
    if not form.is_valid():
        return _page(request, review, **about, form=form, status=422)
    try:
        revised = revise_review(review=review, **form.facts, by=shopper(request))
    except Refused as problem:
        messages.error(request, problem.shopper_message)
    else:
        messages.success(request, thanks_for(revised))
    return redirect(back)


def _withdraw(request, review, back):
    if request.method == "GET":
        context = {**_about(request, review), "review": review, "back_url": back}
        return render(request, "commerce/reviews/withdraw.html", context)
    withdraw_review(review=review, by=shopper(request))
    messages.success(request, _("Your review is withdrawn. Nobody reads it any more."))
    return redirect(back)


def _page(request, review, *, form, back, withdraw_url, problem="", status=200):
    context = {
        **_about(request, review),
        "form": form,
        "back_url": back,
        "withdraw_url": withdraw_url,
        "standing": standing_words(review),
        "photos": review.photos.all(),
        "problem": problem,
    }
    return render(request, "commerce/reviews/edit.html", context, status=status)


def _about(request, review):
    presence = live_presences([review.product_id], request.market).get(review.product_id)
    return {"title": presence.title if presence else review.product.title}
