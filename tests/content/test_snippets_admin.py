"""Marketing keeps snippets in the admin, each colleague by their rights."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content import snippets
from content.models import Announcement, CareGuide, FooterMenu, HeaderMenu, SizeGuide
from kinsite.demo.people import GROUPS
from kinsite.foundation import clock
from tests.factories.catalogue import make_product
from tests.factories.content import draft_product_page, make_home, make_product_page, publish
from tests.factories.markets import make_market
from tests.factories.snippets import (
    make_announcement,
    make_care_guide,
    make_footer_menu,
    make_header_menu,
    make_size_guide,
    make_testimonial,
)
from tests.factories.staff import make_colleague

pytestmark = pytest.mark.django_db
KINDS = [Announcement, HeaderMenu, FooterMenu, snippets.Testimonial, SizeGuide, CareGuide]


def one_of(kind):
    home = make_home()
    return {
        Announcement: make_announcement,
        HeaderMenu: lambda: make_header_menu({"page": home.pk}),
        FooterMenu: lambda: make_footer_menu({"Read": [{"page": home.pk}]}),
        snippets.Testimonial: make_testimonial,
        SizeGuide: make_size_guide,
        CareGuide: make_care_guide,
    }[kind]()


def address(kind, view, *args):
    return reverse(kind.snippet_viewset.get_url_name(view), args=args)


def sign_in(group):
    """The browser of someone of the demo's group, with the rights it is given there."""
    colleague = make_colleague()
    team, _ = Group.objects.get_or_create(name=group)
    team.permissions.set(Permission.objects.filter(codename__in=GROUPS[group][0]))
    colleague.groups.add(team)
    client = Client()
    client.force_login(colleague)
    return client


def announcement_form(**facts):
    return {
        "text": "Free delivery in June",
        "link_label": "",
        "link_page": "",
        "link_address": "",
        "starts_at": "2026-06-01 08:00",
        "ends_at": "",
        **facts,
    }


@pytest.mark.parametrize("kind", KINDS)
class TestEveryKind:
    @pytest.fixture(autouse=True)
    def market(self):
        make_market()

    def test_it_is_listed_opened_and_previewed_in_the_frame_of_the_site(self, owner, kind):
        snippet = one_of(kind)
        assert str(snippet) in owner.get(address(kind, "list")).content.decode()
        assert owner.get(address(kind, "add")).status_code == 200
        assert owner.get(address(kind, "edit", snippet.pk)).status_code == 200
        preview = owner.get(address(kind, "revisions_view", snippet.pk, snippet.latest_revision_id))
        text = preview.content.decode()
        assert preview.status_code == 200
        assert 'class="header"' in text
        assert '<meta name="robots" content="noindex">' in text
        assert "public" not in preview.headers.get("Cache-Control", "")

    @pytest.mark.parametrize(
        ("group", "may"),
        [("Story writers", False), ("Publishers", True), ("Clerks", None), ("Managers", None)],
    )
    def test_writers_write_publishers_publish_and_others_keep_out(self, kind, group, may):
        snippet, browser = one_of(kind), sign_in(group)
        answer = browser.get(address(kind, "edit", snippet.pk))
        if may is None:
            assert answer.status_code == 302
            assert browser.get(address(kind, "list")).status_code == 302
            return
        assert answer.status_code == 200
        assert ("action-publish" in answer.content.decode()) is may
        unpublish = browser.post(address(kind, "unpublish", snippet.pk))
        snippet.refresh_from_db()
        assert snippet.live is not may
        assert unpublish.status_code == 302
        browser.post(address(kind, "delete", snippet.pk))
        assert kind.objects.filter(pk=snippet.pk).exists() is not may


class TestAnnouncements:
    def test_a_writer_drafts_one_and_a_publisher_lets_it_out(self):
        sign_in("Story writers").post(
            address(Announcement, "add"), announcement_form(**{"action-publish": "yes"})
        )
        draft = Announcement.objects.get()
        assert not draft.live
        sign_in("Publishers").post(
            address(Announcement, "edit", draft.pk), announcement_form(**{"action-publish": "yes"})
        )
        draft.refresh_from_db()
        assert draft.live
        assert draft.starts_at.isoformat() == "2026-06-01T08:00:00+00:00"

    def test_the_form_and_the_list_name_the_time_zone(self, owner):
        make_announcement(starts_at=clock.now() - timedelta(hours=1))
        assert "Times are in the zone UTC" in owner.get(address(Announcement, "add")).content.decode()
        assert " UTC</td>" in re.sub(
            r"\s+</td>", "</td>", owner.get(address(Announcement, "list")).content.decode()
        )

    def test_times_are_those_of_the_colleagues_own_zone(self, owner):
        from wagtail.users.models import UserProfile

        UserProfile.objects.create(user=owner.user, current_time_zone="Europe/Berlin")
        assert (
            "Times are in the zone Europe/Berlin" in owner.get(address(Announcement, "add")).content.decode()
        )
        owner.post(address(Announcement, "add"), announcement_form())
        timezone.deactivate()
        assert Announcement.objects.get().starts_at.isoformat() == "2026-06-01T06:00:00+00:00"

    def test_the_list_says_which_is_shown(self, owner):
        now, hour = clock.now(), timedelta(hours=1)
        make_announcement("Alpha", starts_at=now - 3 * hour)
        make_announcement("Beta", starts_at=now - 2 * hour)
        make_announcement("Gamma", starts_at=now - 2 * hour, ends_at=now - hour)
        make_announcement("Delta", starts_at=now + hour)
        make_announcement("Omega").unpublish()
        rows = owner.get(address(Announcement, "list")).content.decode().split("<tr")
        said = {
            "Alpha": "Behind a later one",
            "Beta": "Shown now",
            "Gamma": "Over",
            "Delta": "Planned",
            "Omega": "Not published",
        }
        for name, words in said.items():
            assert [words in row for row in rows if f">{name}" in re.sub(r"\s+", "", row)] == [True], name


class TestUse:
    @pytest.fixture
    def guide(self):
        guide, page = make_care_guide("Caring for wood"), make_product_page(make_product(), title="Calm Desk")
        page.care_guides.create(guide=guide)
        publish(page)
        return guide

    def test_the_list_counts_and_the_usage_page_names_the_pages(self, owner, guide):
        listed = owner.get(address(CareGuide, "list")).content.decode()
        assert "Used in" in listed
        assert re.search(r"<td[^>]*>\s*1\s*</td>", listed)
        assert "Calm Desk" in owner.get(address(CareGuide, "usage", guide.pk)).content.decode()

    def test_deleting_is_refused_with_the_pages_one_by_one_and_in_bulk(self, owner, guide):
        bulk = reverse("wagtail_bulk_action", args=["content", "careguide", "delete"])
        for path in (address(CareGuide, "delete", guide.pk), f"{bulk}?id={guide.pk}"):
            answer = owner.post(path, follow=True)
            assert "“Calm Desk” shows it." in answer.content.decode()
            assert answer.redirect_chain[-1][0] == address(CareGuide, "edit", guide.pk)
        assert CareGuide.objects.get() == guide

    def test_a_product_page_offers_the_guides_among_its_facts(self, owner):
        page = draft_product_page(make_product())
        text = owner.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert 'name="size_guide"' in text
        assert 'name="care_guides-TOTAL_FORMS"' in text
