"""Receivers of third-party signals; each calls one operation."""

from allauth.account.signals import email_confirmed
from django.contrib import messages
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save
from django.dispatch import receiver
from django.utils.translation import get_language, ngettext
from wagtail.contrib.settings.registry import registry

from commerce.cart.cookies import carries_any, read_token
from commerce.cart.queries import guest_cart
from commerce.customers.operations import customer_for_user
from commerce.errors import CartClosed
from commerce.markets.queries import all_markets
from commerce.privacy.merge import adopt_guest_orders, adopt_restock_requests, join_carts
from commerce.trail import rights
from commerce.trail.operations import Action
from commerce.trail.settings import note_setting, values_of
from commerce.wishes import cookies as wish_cookies
from commerce.wishes.operations import merge_wish_lists
from commerce.wishes.queries import guest_wish_list
from kinsite.accounts.models import User
from kinsite.foundation import actors


@receiver(user_logged_in)
def bring_cart_along(sender, request, user, **kwargs):
    """Whoever signs in keeps what they chose before: the carts that this browser's signed cookies name."""
    if request is None or not carries_any(request):
        return
    for market in all_markets():
        token = read_token(request, market)
        guest = guest_cart(token=token, market=market) if token else None
        if guest is None:
            continue
        customer = customer_for_user(user=user, language=get_language())
        try:
            result = join_carts(guest=guest, customer=customer, by=actors.shopper(user))
        except CartClosed:
            continue  # ordered or merged in another tab, a moment ago
        for text in _news(result):
            messages.info(request, text, fail_silently=True)


def _news(result):
    if result.joined:
        words = ngettext(
            "%(count)d item you chose before signing in is in your cart.",
            "%(count)d items you chose before signing in are in your cart.",
            result.joined,
        )
        yield words % {"count": result.joined}
    if result.left_out:
        words = ngettext(
            "%(count)d more is not to be had: too few are left, or an order takes no more.",
            "%(count)d more are not to be had: too few are left, or an order takes no more.",
            result.left_out,
        )
        yield words % {"count": result.left_out}


@receiver(user_logged_in)
def bring_wishes_along(sender, request, user, **kwargs):
    """Whoever signs in keeps the wishes that this browser's signed cookie names."""
    token = wish_cookies.read_token(request) if request else None
    guest = guest_wish_list(token) if token else None
    if guest is None:
        return
    customer = customer_for_user(user=user, language=get_language())
    joined = merge_wish_lists(guest=guest, customer=customer, by=actors.shopper(user))
    if joined:
        words = ngettext(
            "%(count)d wish from before signing in is on your list.",
            "%(count)d wishes from before signing in are on your list.",
            joined,
        )
        messages.info(request, words % {"count": joined}, fail_silently=True)


@receiver([user_logged_in, email_confirmed])
def adopt_orders(sender, user=None, email_address=None, **kwargs):
    """What was ordered as a guest joins the account, once its address is proven."""
    adopt_guest_orders(user=user or email_address.user)


@receiver([user_logged_in, email_confirmed])
def adopt_requests(sender, user=None, email_address=None, **kwargs):
    """What was asked for as a guest, of what is sold out, joins the account of the proven address too."""
    adopt_restock_requests(user=user or email_address.user)


@receiver(pre_save)
def remember_setting(sender, instance, raw=False, **kwargs):
    """How a setting was before it is saved; one that is new was as it is without anybody's doing."""
    if sender in registry and not raw:
        before = sender.objects.filter(pk=instance.pk).first()
        instance.was_set = values_of(before or sender(**_site_of(instance)))


@receiver(post_save)
def note_changed_setting(sender, instance, raw=False, **kwargs):
    """A setting was saved, in Wagtail's own form: what changed is in the trail."""
    if sender in registry and not raw:
        note_setting(setting=instance, was=instance.was_set, by=rights.whoever_is_at_work())


def _site_of(setting):
    return {"site_id": setting.site_id} if hasattr(setting, "site_id") else {}


@receiver(pre_save, sender=User)
def remember_switches(sender, instance, update_fields=None, **kwargs):
    """What was switched for a person before they are saved; a new one begins without anything."""
    instance.was_switched = None
    if update_fields is None or set(update_fields) & set(rights.SWITCHES):
        known = sender.objects.filter(pk=instance.pk).values(*rights.SWITCHES)
        instance.was_switched = (instance.pk and known.first()) or rights.NOBODY


@receiver(post_save, sender=User)
def note_changed_switches(sender, instance, **kwargs):
    """Somebody became a colleague, the owner, or is let in no more."""
    if instance.was_switched:
        rights.note_switches(person=instance, was=instance.was_switched)


@receiver(m2m_changed, sender=User.groups.through)
def note_changed_members(sender, instance, action, reverse, pk_set, **kwargs):
    """People came into groups or left them, from either side."""
    if verb := _verb(action):
        own = {instance.pk}
        others = pk_set if pk_set is not None else _held(instance, "user_set" if reverse else "groups")
        people, groups = (others, own) if reverse else (own, others)
        rights.note_members(person_ids=people, group_ids=groups, action=verb)


@receiver(m2m_changed, sender=Group.permissions.through)
@receiver(m2m_changed, sender=User.user_permissions.through)
def note_changed_permissions(sender, instance, action, reverse, pk_set, **kwargs):
    """Groups, or people for themselves, may do more or less."""
    verb = _verb(action)
    if not verb:
        return
    holders = Group if sender is Group.permissions.through else User
    if reverse:
        side = "group_set" if holders is Group else "user_set"
        ids = pk_set if pk_set is not None else _held(instance, side)
        for holder in holders.objects.filter(pk__in=ids):
            rights.note_permissions(holder=holder, permission_ids={instance.pk}, action=verb)
        return
    held = "permissions" if holders is Group else "user_permissions"
    ids = pk_set if pk_set is not None else _held(instance, held)
    rights.note_permissions(holder=instance, permission_ids=ids, action=verb)


@receiver(pre_delete, sender=Group)
@receiver(pre_delete, sender=User)
def note_deleted_holder(sender, instance, **kwargs):
    """A group goes, and its members lose what it gave; or a colleague goes."""
    if isinstance(instance, Group):
        members = _held(instance, "user_set")
        rights.note_members(person_ids=members, group_ids={instance.pk}, action=Action.TAKEN)
    if isinstance(instance, Group) or instance.is_staff or instance.is_superuser:
        rights.note_end(holder=instance)


def _verb(action):
    """What a signal of a relation says that it did; a clear is asked before, while it is known what goes."""
    return {"post_add": Action.GIVEN, "post_remove": Action.TAKEN, "pre_clear": Action.TAKEN}.get(action)


def _held(instance, name):
    return set(getattr(instance, name).values_list("pk", flat=True))
