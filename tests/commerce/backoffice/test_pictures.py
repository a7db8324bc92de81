"""docs/screens shows each screen of the desk, as the URLconf knows it, at three widths."""

import pytest

from tests.commerce.storefront.conftest import Browser
from tests.desk_steps import STEPS
from tests.factories.content import make_journal
from tests.security.desk import PICTURES, forms_of_settings, name_of, screens
from tests.security.things import House

pytestmark = [pytest.mark.slow(seconds=60)]
WIDTHS = (390, 768, 1440)
# A picture of a settings form is called by its model; this route is each of them.
BY_MODEL = "admin/settings/"


def test_each_screen_of_the_desk_has_its_pictures(shop):
    make_journal()
    house, browser = House(), Browser(raise_request_exception=False)
    browser.force_login(house.owner)
    shown, _led = screens(browser, house)
    named = {name_of(address) for text, address in shown.items() if not text.startswith(BY_MODEL)}
    wanted = {
        f"{name}-{width}.png" for name in named | {*dict(forms_of_settings()), *STEPS} for width in WIDTHS
    }
    assert sorted(wanted - {file.name for file in PICTURES.iterdir()}) == []
