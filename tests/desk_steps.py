"""Screens of the desk that no address of their own shows: steps of a form, and an order in parcels."""

from django.conf import settings
from django.urls import reverse

from commerce.orders.models import OrderEvent
from commerce.orders.timeline import write_event
from kinsite.accounts.models import User
from kinsite.foundation.actors import staff

# What `photograph_steps()` takes; each has its pictures in docs/screens.
STEPS = (
    "admin-bulk-form",
    "admin-bulk-result",
    "admin-order-message-looked-at",
    "admin-order-moved",
    "admin-order-parcels",
    "admin-order-refund-waits",
    "admin-products-together-value",
    "admin-products-together",
)


def photograph_steps(camera, shown, ended_job):
    """What is asked on the way, by a camera that is signed in."""
    do_to_many(camera, ended_job)
    kinds = {"admin-order-parcels": shown.packed, "admin-order-refund-waits": shown.refunded}
    camera.take_all({name: reverse("orders:page", args=[order.pk]) for name, order in kinds.items()})
    look_at_message(camera, shown.order)
    come_too_late(camera, shown.order)
    change_products(camera)


def do_to_many(camera, ended_job):
    """What a bulk action of orders asks for, and what one did."""
    page = open_page(camera, reverse("orders:index") + "?view=to-pack")
    page.locator("#id_bulk_action").select_option("hold")
    page.get_by_role("row").locator("input[type=checkbox]").last.check()
    page.get_by_role("button", name="Continue").click()
    camera.take("admin-bulk-form")
    camera.take_all({"admin-bulk-result": reverse("orders:bulk_job", args=[ended_job.pk])})


def look_at_message(camera, order):
    """A message to the customer, before it is sent; it is not."""
    page = open_page(camera, reverse("orders:message", args=[order.pk]))
    page.locator("#id_text").fill("It leaves us tomorrow. The courier rings the upper bell.")
    page.get_by_role("button", name="Look at it").click()
    camera.take("admin-order-message-looked-at")


def come_too_late(camera, order):
    """What a colleague did meanwhile, with what was typed."""
    page = open_page(camera, reverse("orders:hold", args=[order.pk]))
    page.locator("#id_reason").fill("The address looks odd")
    colleague = User.objects.get(email="clerk@example.com")
    write_event(order=order, kind=OrderEvent.Kind.TAG, by=staff(colleague), summary="+ Fragile")
    page.locator("main form").get_by_role("button").first.click()
    camera.take("admin-order-moved")


def change_products(camera):
    """One change to many products: its value, then what would change and what is skipped."""
    page = open_page(camera, reverse("products:index") + "?q=desk")
    for tick in page.get_by_role("row").locator("input[type=checkbox][name=picked]").all()[:4]:
        tick.check()
    page.locator("summary", has_text="Change several products").click()
    page.get_by_label("What to do").select_option("collect")
    page.get_by_role("button", name="Go on").click()
    camera.take("admin-products-together-value")
    page.get_by_role("button", name="See what would change").click()
    camera.take("admin-products-together")


def open_page(camera, address):
    camera.page.goto(settings.SITE_URL + address)
    return camera.page
