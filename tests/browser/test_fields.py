"""The hand that types into Stripe's own field, tried on a page that is made as Stripe's is.

Its frames and their titles are of no account: the names of inputs and buttons are. Whether Stripe still has
them only Stripe can say.
"""

import html

import pytest

from tests.browser.fields import StripeField

pytestmark = pytest.mark.browser

OTHER_WAY_OPEN = """
<button value="card" onclick="document.querySelector('form').hidden = false">Card</button>
<form hidden>
  <input name="number"><input name="expiry"><input name="cvc">
  <select name="country"><option>DE<option value="US">US</select><input name="postalCode">
  <input type="checkbox" checked aria-label="Save my information">
</form>"""
BANK = """
<button id="test-source-authorize-3ds" onclick="document.body.textContent = 'passed'">Complete</button>
<button id="test-source-fail-3ds" onclick="document.body.textContent = 'failed'">Fail</button>"""


def framed(content, *, deep=1):
    for _ in range(deep):
        content = f'<iframe srcdoc="{html.escape(content)}"></iframe>'
    return content


def test_a_card_is_typed_where_another_way_is_open_and_nothing_is_kept(page):
    page.set_content("<p>The shop</p>" + framed("<p>Stripe watches</p>") + framed(OTHER_WAY_OPEN))
    StripeField().enter_card(page, "4242424242424242")
    fields = page.frames[-1]
    typed = [fields.locator(f"[name={name}]").input_value() for name in ("number", "expiry", "cvc")]
    assert typed == ["4242424242424242", "1234", "123"]
    assert fields.locator("[name=country]").input_value() == "US"
    assert fields.locator("[name=postalCode]").input_value() == "10001"
    assert not fields.locator("[type=checkbox]").is_checked()


@pytest.mark.parametrize(("completes", "words"), [(True, "passed"), (False, "failed")])
def test_the_bank_is_answered_however_deep_its_page_lies(page, completes, words):
    page.set_content(framed(BANK, deep=3))
    StripeField().answer_bank(page, completes=completes)
    assert page.frames[-1].locator("body").inner_text() == words
