"""What editors find on the admin's first screen, and how the schedule names its time zone."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, Revision
from wagtail.users.models import UserProfile

from content.schedule import publish_due
from kinsite.accounts.models import User
from kinsite.demo.people import lay_in_people
from tests.factories.catalogue import make_product, make_tax_category
from tests.factories.content import draft_product_page, make_home, make_product_page, make_standard_page
from tests.factories.markets import make_german_market
from tests.factories.snippets import make_announcement, make_header_menu

pytestmark = pytest.mark.django_db

HOME = reverse("wagtailadmin_home")
REFUSED = "Refused schedules"


@pytest.fixture
def publisher(client):
    lay_in_people()
    client.force_login(User.objects.get(email="publisher@example.com"))
    return client


def plan(page, moment=None):
    page.go_live_at = moment or timezone.now() + timedelta(days=7)
    page.save_revision(user=User.objects.first()).publish()


def let_its_time_come(page):
    due = timezone.now() - timedelta(minutes=1)
    revision = Page.objects.get(pk=page.pk).scheduled_revision
    content = {**revision.content, "go_live_at": due.isoformat()}
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=due, content=content)


@pytest.fixture
def refused():
    """A page whose plan was refused, since its product lost its tax category meanwhile."""
    page = draft_product_page(make_product(title="Oak desk"))
    plan(page)
    let_its_time_come(page)
    type(page.product).objects.update(tax_category=None)
    publish_due()
    return type(page).objects.get(pk=page.pk)


def shown(client):
    return client.get(HOME).content.decode()


def mend(page):
    type(page.product).objects.update(tax_category=make_tax_category())
    page.go_live_at = None


class TestRefused:
    def test_a_publisher_finds_the_page_and_what_it_lacks(self, publisher, refused):
        text = shown(publisher)
        assert REFUSED in text
        assert "Give the product a tax category." in text
        assert reverse("wagtailadmin_pages:edit", args=[refused.pk]) in text

    def test_it_is_no_task_once_the_page_is_published(self, publisher, refused):
        mend(refused)
        refused.save_revision().publish()
        assert REFUSED not in shown(publisher)

    def test_it_is_no_task_once_the_page_is_planned_anew(self, publisher, refused):
        mend(refused)
        plan(refused)
        assert REFUSED not in shown(publisher)

    def test_it_is_no_task_once_the_page_is_gone(self, publisher, refused):
        refused.delete()
        assert REFUSED not in shown(publisher)

    def test_refused_again_it_stands_there_once(self, publisher, refused):
        mend(refused)
        plan(refused)
        let_its_time_come(refused)
        type(refused.product).objects.update(tax_category=None)
        publish_due()
        assert shown(publisher).count("Give the product a tax category.") == 1

    def test_who_may_not_publish_is_not_troubled(self, publisher, refused):
        publisher.force_login(User.objects.get(email="editor@example.com"))
        assert REFUSED not in shown(publisher)


class TestPlanned:
    def test_what_goes_live_next_stands_first_with_its_zone(self, publisher):
        later, sooner = (draft_product_page(make_product(title=title)) for title in ("Later", "Sooner"))
        plan(later, timezone.now() + timedelta(days=9))
        plan(sooner, timezone.now() + timedelta(days=2))
        text = shown(publisher)
        assert 0 < text.index("Sooner") < text.index("Later")
        assert "(UTC)" in text

    def test_the_screen_takes_no_more_queries_for_more_plans(self, publisher, django_assert_max_num_queries):
        for number in range(6):
            plan(draft_product_page(make_product(title=f"Desk {number}")))
        publisher.get(HOME)
        with django_assert_max_num_queries(40):
            publisher.get(HOME)


class TestCalendar:
    """Row W3: a month of what goes live and ends, with the time zone."""

    ADDRESS = reverse("planned_calendar")

    def month(self, client, month=""):
        answer = client.get(self.ADDRESS, {"month": month} if month else {})
        assert answer.status_code == 200
        return BeautifulSoup(answer.content.decode(), "html.parser").select_one("main")

    def day(self, page, day):
        cell = page.select_one(f'time[datetime="{day}"]').find_parent("td")
        return " ".join(cell.get_text(" ").split())

    def test_a_page_stands_on_the_day_it_goes_live_in_the_readers_time_zone(self, publisher):
        moment = datetime(2031, 3, 4, 23, 30, tzinfo=UTC)
        plan(draft_product_page(make_product(title="Oak desk")), moment)
        page = self.month(publisher, "2031-03")
        assert "March 2031" in page.get_text() and "time zone UTC" in page.get_text()
        assert self.day(page, "2031-03-04") == "Tue 4 11:30 p.m. goes live Oak desk"
        profile = UserProfile.get_for_user(User.objects.get(email="publisher@example.com"))
        profile.current_time_zone = "Europe/Berlin"
        profile.save()
        page = self.month(publisher, "2031-03")
        assert "Oak desk" not in self.day(page, "2031-03-04")
        assert self.day(page, "2031-03-05") == "Wed 5 12:30 a.m. goes live Oak desk"

    def test_a_page_stands_on_the_day_it_ends(self, publisher):
        page = make_standard_page("Autumn sale")
        Page.objects.filter(pk=page.pk).update(expire_at=datetime(2031, 3, 9, 8, tzinfo=UTC))
        assert self.day(self.month(publisher, "2031-03"), "2031-03-09") == "Sun 9 8 a.m. ends Autumn sale"

    def test_it_leads_to_the_page_and_to_the_months_around(self, publisher):
        page = draft_product_page(make_product())
        plan(page, datetime(2031, 3, 4, 9, tzinfo=UTC))
        links = [link["href"] for link in self.month(publisher, "2031-03").select("a")]
        assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in links
        assert {f"{self.ADDRESS}?month=2031-02", f"{self.ADDRESS}?month=2031-04"} <= set(links)

    @pytest.mark.parametrize("month", ["2031-13", "x", "9999-12", "2031-03-04", "2000-01", "2099-12"])
    def test_any_month_is_answered(self, publisher, month):
        assert self.month(publisher, month).select(".kin-calendar td")

    def test_it_asks_as_often_for_many_plans_as_for_one(self, publisher):
        def asked():
            with CaptureQueriesContext(connection) as caught:
                self.month(publisher, "2031-03")
            return len(caught)

        when = datetime(2031, 3, 4, 9, tzinfo=UTC)
        plan(draft_product_page(make_product()), when)
        asked()
        few = asked()
        for _number in range(5):
            plan(draft_product_page(make_product()), when)
        assert asked() == few

    def test_who_works_on_no_page_sees_none(self, publisher):
        assert "Calendar" in publisher.get(HOME).text
        publisher.force_login(User.objects.get(email="clerk@example.com"))
        assert publisher.get(self.ADDRESS).status_code == 302
        assert self.ADDRESS not in publisher.get(HOME).text


class TestSchedule:
    def edit(self, client, page):
        return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    def test_the_dialog_names_the_time_zone_of_who_reads_it(self, publisher):
        page = make_standard_page("A story")
        assert "time zone UTC" in self.edit(publisher, page)
        profile = UserProfile.get_for_user(User.objects.get(email="publisher@example.com"))
        profile.current_time_zone = "Europe/Berlin"
        profile.save()
        assert "time zone Europe/Berlin" in self.edit(publisher, page)

    def test_a_planned_page_warns_whoever_edits_it(self, publisher):
        page = draft_product_page(make_product())
        plan(page)
        text = self.edit(publisher, page)
        assert "has been scheduled to go live at" in text
        assert "Cancel scheduled publish" in text


class TestProductPagePanels:
    def edit(self, client, page):
        return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    def test_five_tabs_in_the_order_of_the_work(self, publisher):
        import re

        text = self.edit(publisher, make_product_page(make_product()))
        tabs = re.findall(r'id="tab-label-[^"]+"[^>]*>\s*(?:<[^>]+>\s*)*([^<]+?)\s*<', text)
        wanted = ["Story", "Product facts", "Variants and price", "Search and sharing", "Promote"]
        assert [tab for tab in tabs if tab.strip()] == wanted

    def test_an_editor_reads_prices_and_stock_and_can_change_neither(self, publisher):
        variant = make_product("DESK-OAK", price=12900, stock=5)
        page = make_product_page(variant)
        publisher.force_login(User.objects.get(email="editor@example.com"))
        text = self.edit(publisher, page)
        assert "DESK-OAK" in text
        assert "$129.00" in text
        assert reverse("products:price", args=[variant.pk, "usd"]) not in text
        assert reverse("orders:index") not in text

    def test_who_may_is_led_to_price_and_stock(self, owner):
        variant = make_product("DESK-OAK", price=12900, stock=5)
        text = self.edit(owner, make_product_page(variant))
        assert reverse("products:price", args=[variant.pk, "usd"]) in text
        assert "/admin/stock/" in text

    def test_an_editor_never_sees_orders(self, publisher):
        publisher.force_login(User.objects.get(email="editor@example.com"))
        assert publisher.get(reverse("orders:index")).status_code in (302, 403)
        assert GroupPagePermission.objects.filter(group__name="Story writers").exists()

    def test_title_and_description_are_counted(self, publisher):
        text = self.edit(publisher, make_standard_page("A story"))
        assert 'data-counts-to="60"' in text
        assert 'data-counts-to="155"' in text

    def test_it_says_which_stories_show_the_product(self, publisher):
        variant = make_product(title="Lamp")
        page = make_product_page(variant)
        make_standard_page("Light at dusk", story=[("featured_products", {"products": [variant.product]})])
        text = self.edit(publisher, page)
        assert "Used in 1 place" in text
        assert "Light at dusk" in text

    def test_it_says_which_menus_and_announcements_lead_to_the_page_and_no_mirror(self, publisher):
        make_german_market()
        make_home("de")
        page = make_product_page(make_product(title="Lamp"))
        shown = [("featured_products", {"products": [page.product]})]
        story = make_standard_page("Light at dusk", story=shown)
        assert story.aliases.exists()
        make_announcement("Light for less", link_label="Lamps", link_page=page)
        make_header_menu({"label": "Lamps", "page": page.pk})
        text = self.edit(publisher, page)
        assert "Used in 3 places" in text
        assert "Light for less" in text
