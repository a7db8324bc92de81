"""The bugs planted in what editors publish, in how pages are found, and in what people wish for."""

from tests.mutants.plants import Plant

CONTENT = "tests/content"
PREVIEWS = "content/previews.py"
SCHEDULE = "content/schedule.py"
DUTIES = "content/duties.py"
ENGINE = "search/postgres.py"
FOUND = "tests/search/test_products.py"
WISHES = "commerce/wishes/operations.py"


def _plant(what, file, old, new, tests):
    return Plant("stories", what, file, old, new, tests)


STORY_PLANTS = [
    _plant(
        "a product page goes live without a price",
        "content/guard.py",
        "if not current_prices([variant.pk for variant in variants], market.price_list, when):",
        "if False:",
        (f"{CONTENT}/test_guard.py", "missing"),
    ),
    _plant(
        "a price of today will do for a launch to come",
        "content/guard.py",
        "when = max(page.go_live_at or clock.now(), clock.now())",
        "when = clock.now()",
        (f"{CONTENT}/test_guard.py", "a_launch_needs"),
    ),
    _plant(
        "a story goes live with products that nobody can buy",
        "content/guard.py",
        "dead = Product.objects.filter(pk__in=wanted).exclude(pk__in=live, retired_at=None)",
        "dead = Product.objects.none()",
        (f"{CONTENT}/test_shoppable.py", "nobody_can_buy_is_not_published"),
    ),
    _plant(
        "one page that fails keeps all others back",
        SCHEDULE,
        '            logger.exception("a planned page was not published", extra={"revision": pk})',
        "            raise",
        (f"{CONTENT}/test_schedule.py", "fails_keeps or by_accident"),
    ),
    _plant(
        "two rounds at once publish a page twice",
        SCHEDULE,
        "    free = Page.objects.select_for_update(skip_locked=True, no_key=True).filter(pk__in=page_id)\n"
        '    if not free.values_list("pk"):\n'
        "        return False\n"
        "    revision = due.select_for_update().first()\n",
        "    revision = due.first()\n",
        (f"{CONTENT}/test_schedule.py", "two_rounds"),
    ),
    _plant(
        "who submitted a page approves it",
        DUTIES,
        "if person.is_superuser or person.pk not in authors_of(task_state):",
        "if True:",
        (f"{CONTENT}/test_duties.py", "posted_all_the_same or finds_no_button"),
    ),
    _plant(
        "a launch needs nobody else",
        DUTIES,
        "if page.needs_two_to_launch and is_first and page.has_workflow:",
        "if False:",
        (f"{CONTENT}/test_duties.py", "launch_is_refused"),
    ),
    _plant(
        "a preview of nothing left shows what is counted",
        PREVIEWS,
        "return {} if self.is_sold_out else None",
        "return None",
        (f"{CONTENT}/test_previews.py", "sold_out"),
    ),
    _plant(
        "a link to a draft lasts for ever",
        "content/sharing.py",
        "signing.loads(token, salt=_SALT, max_age=LASTS)",
        "signing.loads(token, salt=_SALT)",
        (f"{CONTENT}/test_previews.py", "expired_forged"),
    ),
    _plant(
        "a link to a draft shows what was written later",
        "content/sharing.py",
        "revision = Revision.page_revisions.filter(pk=revision_id, object_id=page_id).first()",
        'revision = Revision.page_revisions.filter(object_id=page_id).order_by("-pk").first()',
        (f"{CONTENT}/test_previews.py", "no_later_one"),
    ),
    _plant(
        "the plan of a page that was taken down brings it back",
        "content/takedown.py",
        "            waiting.cancel(user=by)\n",
        "            pass\n",
        (f"{CONTENT}/test_takedown.py", "its_plan_and_its_approval"),
    ),
    _plant(
        "a retired product leads to its successor though that has no live page",
        "content/queries/successors.py",
        "locale=language, state=ProductPresence.State.LIVE",
        "locale=language",
        (f"{CONTENT}/test_successors.py", "no_live_page"),
    ),
    _plant(
        "what a cache refuses to forget is not asked again",
        "content/edge.py",
        "        if refused:\n",
        "        if False:\n",
        (f"{CONTENT}/test_edge.py", "what_it_refuses"),
    ),
    _plant(
        "an SKU comes after titles that begin with it",
        ENGINE,
        "            *by_code,\n",
        "",
        (FOUND, "first_product or named_exactly"),
    ),
    _plant(
        "what is sold out stands among what is not",
        ENGINE,
        'order_by("is_last", "place",',
        'order_by("place",',
        (FOUND, "sold_out_comes_last"),
    ),
    _plant(
        "a word that is known is corrected all the same",
        ENGINE,
        "return found if found.hits else _find_near(asked, market) or found",
        "return _find_near(asked, market) or found",
        (FOUND, "not_corrected"),
    ),
    _plant(
        "two letters that changed places are two slips",
        "search/rules.py",
        "if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == facing:",
        "if False:",
        ("tests/search/test_rules.py", "swaps"),
    ),
    _plant(
        "a guest's list is merged twice by two sign-ins at once",
        WISHES,
        "    guest = WishList.objects.select_for_update().filter(pk=guest.pk, customer=None).first()\n"
        "    if guest",
        "    guest = WishList.objects.filter(pk=guest.pk).first()\n    if guest",
        ("tests/commerce/wishes", "brings_the_list_along_once or merged_into_anothers"),
    ),
    _plant(
        "an unproven address is told of as the customer's",
        "commerce/wishes/queries.py",
        "return RestockRequest.objects.filter(customer__user=user, told_at=None)",
        "return RestockRequest.objects.filter(told_at=None)",
        ("tests/commerce/wishes/test_waiting_list.py", "not_proven"),
    ),
]
