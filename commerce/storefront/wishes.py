"""The wish list of a request: a guest's by the signed cookie, a customer's by the account."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from commerce.cart.signed import sign_source
from commerce.customers.operations import customer_for_user
from commerce.customers.queries import proven_emails
from commerce.storefront.carts import shopper
from commerce.storefront.forms import NotifyForm
from commerce.storefront.offers import OWN_PLACE, STOCK_STATES
from commerce.storefront.wording import stock_words, tax_note
from commerce.wishes import cookies
from commerce.wishes.operations import add_wish, put_wish_back, remove_wish, save_for_later
from commerce.wishes.queries import (
    guest_wish_list,
    is_wished_for,
    requests_of_user,
    views_of,
    waits_for,
    wish_count,
    wish_list_of_user,
    wish_of,
)
from commerce.wishes.rules import CONSENT
from kinsite.foundation.crypto import normalise

# The element that an answer of the page's own forms replaces.
PLACE = "wish-list"
# What the ids of its lines begin with.
LINE = "wish-"


def wish_list_for(request):
    """The list of this browser, or None. Never makes one."""
    if request.user.is_authenticated:
        return wish_list_of_user(request.user)
    token = cookies.read_token(request)
    return guest_wish_list(token) if token else None


def wish_for(request, *, variant, source):
    """Put a variant on this browser's list, which is opened by its first wish."""
    return add_wish(variant=variant, source=source, **_owner(request))


def wish_again(request, removal):
    """Undo a removal on this browser's list."""
    return put_wish_back(removal=removal, **_owner(request))


def keep_for_later(request, line):
    """Move a line of this browser's cart to its list."""
    return save_for_later(line=line, **_owner(request))


def take_off(request, variant_id):
    """Take a variant off this browser's list, where it is on it."""
    wish = wish_of(wish_list_for(request), variant_id)
    if wish:
        remove_wish(wish=wish, by=shopper(request))


def keep_wish_list(response, wish_list):
    """Let the browser find the list again. A customer's needs no cookie, and an old one is dropped."""
    if wish_list.customer_id is None:
        cookies.write_token(response, wish_list)
    else:
        cookies.drop_token(response)


def wish_count_for(request):
    """How many wishes the header shows; a browser that brings neither account nor cookie costs no query."""
    owner = _finder(request)
    return wish_count(**owner) if owner else 0


def wish_button(request, variant, *, source="", wished=None, key=OWN_PLACE):
    """What components/wish_button.html takes; `wished` is asked for where it is not known."""
    owner = _finder(request)
    if wished is None:
        wished = bool(owner) and is_wished_for(variant.pk, **owner)
    wish = {
        "key": key,
        "sku": variant.sku,
        "source": source,
        "is_wished": wished,
        "url": reverse("wishlist_remove" if wished else "wishlist_add"),
    }
    return {"wish": wish, "wishlist_url": reverse("wishlist")}


def notify_context(request, variant, *, form=None, key=OWN_PLACE, waits=None):
    """What commerce/wishes/notify.html takes; the address of an account is filled in."""
    user = request.user
    if waits is None:
        waits = user.is_authenticated and waits_for(user, variant.pk)
    email = user.email if user.is_authenticated else ""
    return {
        "key": key,
        "sku": variant.sku,
        "form": form or NotifyForm(initial={"email": email}, auto_id=f"{key}-notify-%s"),
        "consent": CONSENT,
        "url": reverse("wishlist_notify"),
        "is_waiting": waits,
    }


def proven_customer(request, email):
    """The customer of this account where the address is proven theirs, else None."""
    if not request.user.is_authenticated:
        return None
    proven = {normalise("email", address) for address in proven_emails(request.user)}
    return _customer(request) if normalise("email", email) in proven else None


def wish_list_context(request, *, problem="", undo=None):
    """The list of this browser as it stands; `undo` is a WishRemoval and the signed text that undoes it."""
    user, wish_list = request.user, wish_list_for(request)
    wishes = list(wish_list.wishes.all()) if wish_list else []
    requests = list(requests_of_user(user)) if user.is_authenticated else []
    views = views_of([*wishes, *requests], request.market)
    awaited = {request.variant_id for request in requests}
    return {
        "title": _("Your wish list"),
        "current": "wishlist",
        "is_guest": not user.is_authenticated,
        "sign_in_note": None if user.is_authenticated else _sign_in_note(),
        "place": PLACE,
        "target": f"#{PLACE}",
        "wishes": [_shown_wish(request, view, awaited) for view in views[: len(wishes)]],
        "awaited": [_shown_request(view) for view in views[len(wishes) :]],
        "problem": problem,
        "undo": _undo(undo, wishes) if undo else None,
        "note": tax_note(request.market),
        "add_url": reverse("cart_add"),
        "shop_url": reverse("wagtail_serve", args=[""]),
    }


def _shown_wish(request, view, awaited):
    wish, variant = view.record, view.card.variant
    shown = _shown(view, key=f"{LINE}{wish.pk}") | {
        "source": _source_of(wish),
        "can_be_bought": view.can_be_bought,
        "remove_url": reverse("wishlist_remove"),
        "notify": None,
    }
    if view.is_sold_out:
        shown["notify"] = notify_context(
            request, variant, key=f"{LINE}{wish.pk}", waits=wish.variant_id in awaited
        )
    return shown


def _shown_request(view):
    return _shown(view, key=f"request-{view.record.pk}") | {"stop_url": reverse("wishlist_stop")}


def _shown(view, *, key):
    """What both lists show of a variant, as components/wish_line.html takes it."""
    card = view.card
    stock = {"text": stock_words(view.level), "state": STOCK_STATES[view.level.availability]}
    if not card.is_sold:
        stock = {"text": _("Not sold at the moment"), "state": "sold_out"}
    return {
        "key": key,
        "sku": card.variant.sku,
        "title": card.title,
        "url": f"{card.path}?variant={card.variant.sku}" if card.path else "",
        "image": card.image,
        "options": card.options,
        "price": card.price if card.is_sold else None,
        "was": card.was,
        "stock": stock,
    }


def _source_of(wish):
    """The page a wish was seen on, signed for the cart."""
    if wish.source_page_id is None:
        return ""
    return sign_source(
        page_id=wish.source_page_id, revision_id=wish.source_revision_id, block=wish.source_block
    )


def _sign_in_note():
    query = urlencode({"next": reverse("wishlist")})
    return {"url": f"{reverse('account_login')}?{query}", "label": _("Sign in")}


def _undo(undo, wishes):
    removal, signed = undo
    if any(wish.variant_id == removal.variant_id for wish in wishes):
        return None
    return {
        "text": _("%(title)s was removed.") % {"title": removal.title},
        "fields": [{"name": "undo", "value": signed}],
        "url": reverse("wishlist_add"),
    }


def _finder(request):
    if request.user.is_authenticated:
        return {"user": request.user}
    token = cookies.read_token(request)
    return {"token": token} if token else {}


def _owner(request):
    if request.user.is_authenticated:
        return {"customer": _customer(request), "by": shopper(request)}
    return {"guest_list": wish_list_for(request), "by": shopper(request)}


def _customer(request):
    return customer_for_user(user=request.user, language=request.market.language)
