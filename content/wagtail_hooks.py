"""What content adds to Wagtail's admin."""

from wagtail import hooks

from content import guard


@hooks.register("before_publish_page")
def refuse_unfit_page(request, page):
    """The editor's own view publishes without asking the page."""
    guard.refuse_unfit(page)


@hooks.register("before_delete_page")
def refuse_sold_page(request, page):
    """The view that deletes goes round the page's own delete()."""
    guard.refuse_sold(page)
