"""What the scripts add works by keyboard, tells what happens and never does a thing twice."""

import pytest

from tests.browser.parts import sample

pytestmark = pytest.mark.browser

REMEMBER_WORDS = """(selector) => {
  window.words = [];
  const label = document.querySelector(selector);
  new MutationObserver(() => window.words.push(label.textContent)).observe(label, { childList: true });
}"""
FOCUSED = "document.activeElement.id || document.activeElement.className"


@pytest.fixture(autouse=True)
def nothing_posted():
    sample.posted.clear()


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def middle_of(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def wait_for_offer(page):
    button(page, "Add to cart").wait_for()
    return page


def test_the_cart_opens_on_add_and_gives_the_focus_back(visit):
    page = wait_for_offer(visit("/offer/"))
    button(page, "Add to cart").press("Enter")
    drawer = page.get_by_role("dialog", name="Your cart")
    drawer.get_by_text("Minimal Oak Desk").wait_for()
    assert page.evaluate("document.querySelector('#cart-drawer').contains(document.activeElement)")
    assert page.locator("#announcer").inner_text() == "Minimal Oak Desk is in your cart."
    # The live part may be drawn anew meanwhile: the button is another one, with the same id.
    page.evaluate("(old => old.replaceWith(old.cloneNode(true)))(document.getElementById('add-to-cart'))")
    page.keyboard.press("Escape")
    drawer.wait_for(state="hidden")
    page.locator("#add-to-cart:focus").wait_for()
    assert page.get_by_role("link", name="Cart, 1 item", exact=True).is_visible()


def test_a_button_says_that_it_works_and_a_second_press_is_harmless(visit):
    page = wait_for_offer(visit("/offer/"))
    page.evaluate(REMEMBER_WORDS, "#add-to-cart .button__label")
    sample.may_answer.clear()
    button(page, "Add to cart").dblclick()
    button(page, "Adding").wait_for()
    page.keyboard.press("Enter")
    sample.may_answer.set()
    page.get_by_role("dialog", name="Your cart").wait_for()
    page.keyboard.press("Escape")
    button(page, "Add to cart").wait_for()
    assert page.evaluate("window.words") == ["Adding", "Added", "Add to cart"]
    assert [path for path, _ in sample.posted] == ["/add/"]


def test_a_failed_call_is_told_where_it_was_made(visit):
    page = wait_for_offer(visit("/offer/", complains=False))
    button(page, "Add to wish list").click()
    page.locator("form[action='/break/'] + .notice--error").wait_for()
    page.locator("#announcer", has_text="did not work").wait_for(state="attached")
    page.locator("form[action='/break/'] .button:not([aria-disabled])").wait_for()


def test_options_are_picked_by_arrow_keys_and_the_picture_follows(visit):
    page = wait_for_offer(visit("/offer/"))
    page.get_by_role("radio", name="Oak").focus()
    page.keyboard.press("ArrowRight")
    page.locator("#offer[data-picture='walnut']").wait_for()
    assert page.evaluate(FOCUSED) == "offer-colour-2"
    page.locator(".gallery__thumb[href='#picture-2'][aria-current]").wait_for()


def test_a_shared_address_asks_for_its_variant(visit):
    page = wait_for_offer(visit("/offer/?variant=DESK-OAK&utm=x"))
    assert page.locator("#offer").get_attribute("data-asked") == "variant=DESK-OAK"


def test_the_quantity_keeps_its_bounds(visit):
    page = wait_for_offer(visit("/offer/"))
    box = page.get_by_role("spinbutton", name="Quantity", exact=True)
    assert button(page, "One less").get_attribute("aria-disabled") == "true"
    button(page, "One more").click()
    assert box.input_value() == "2"
    for typed, kept in [("9", "3"), ("0", "1"), ("", "1")]:
        box.fill(typed)
        box.blur()
        assert box.input_value() == kept


def test_three_quick_steps_are_one_question(visit):
    page = visit("/lines/")
    page.locator("#line-1-less").focus()
    with page.expect_response("**/change/"):
        page.evaluate(
            "for (const step of ['more', 'less', 'less']) document.getElementById(`line-1-${step}`).click()"
        )
    page.wait_for_timeout(600)
    assert [fields["quantity"] for _, fields in sample.posted] == ["1"]
    assert page.evaluate(FOCUSED) == "line-1-less"


def test_a_wrong_form_is_not_sent_and_leads_to_its_errors(visit):
    page = visit("/form/")
    page.get_by_label("Email").fill("anna@")
    button(page, "Pay").click()
    summary = page.locator("[data-error-summary]")
    assert summary.evaluate("summary => summary === document.activeElement")
    assert [text.split(":")[0] for text in summary.locator("a").all_inner_texts()] == [
        "Email",
        "City",
        "Delivery",
    ]
    for link, target in [("City", "id_city"), ("Delivery", "id_delivery_0")]:
        summary.locator("a", has_text=link).press("Enter")
        assert page.evaluate(FOCUSED) == target
    assert sample.posted == []


def test_a_field_is_checked_when_left_and_forgiven_when_mended(visit):
    page = visit("/form/")
    email = page.get_by_label("Email")
    email.focus()
    email.blur()
    assert email.get_attribute("aria-invalid") is None
    email.fill("anna@")
    email.blur()
    page.locator("#id_email[aria-invalid='true']").wait_for()
    assert email.get_attribute("aria-describedby") == "id_email_helptext id_email_error"
    email.fill("anna@example.com")
    assert email.get_attribute("aria-invalid") is None
    assert email.get_attribute("aria-describedby") == "id_email_helptext"


def test_a_complaint_does_not_move_the_button_that_is_being_pressed(visit):
    page = visit("/form/")
    page.get_by_label("Email").fill("anna@")
    page.mouse.move(*middle_of(button(page, "Pay")))
    page.mouse.down()
    assert page.locator(".field__error").count() == 0
    page.mouse.up()
    page.locator("[data-error-summary]").wait_for()


def test_errors_of_the_server_take_the_focus_and_keep_the_input(visit):
    page = visit("/form/", java_script_enabled=False, complains=False)
    page.locator("form[action='/check/']").evaluate("form => form.noValidate = true")
    page.get_by_label("City").fill("Lisbon")
    button(page, "Pay").click()
    assert (
        page.get_by_role("link", name="Email: This field is required.").get_attribute("href") == "#id_email"
    )
    assert page.get_by_label("City").input_value() == "Lisbon"


def test_the_menu_of_a_phone_closes_on_escape(visit):
    page = visit("/parts/", width=390)
    page.locator("summary.menu__button").click()
    page.get_by_role("link", name="Journal").focus()
    page.keyboard.press("Escape")
    assert page.evaluate("document.querySelector('[data-menu]').open") is False
    assert page.evaluate(FOCUSED) == "menu__button"


def test_menu_stepper_and_lines_work_without_script(visit):
    page = visit("/lines/", width=390, java_script_enabled=False)
    page.locator("summary.menu__button").click()
    assert page.get_by_role("link", name="Journal").is_visible()
    page.locator("summary.menu__button").click()
    page.get_by_role("spinbutton", name="Quantity", exact=True).fill("3")
    button(page, "Change").click()
    assert [fields["quantity"] for _, fields in sample.posted] == ["3"]


def test_the_gallery_turns_and_enlarges_by_keyboard(visit):
    page = wait_for_offer(visit("/offer/"))
    page.locator("[data-zoom]").first.focus()
    page.keyboard.press("ArrowRight")
    page.locator(".gallery__thumb[href='#picture-2'][aria-current]").wait_for()
    page.keyboard.press("Enter")
    large = page.get_by_role("dialog", name="Picture of Minimal Oak Desk, enlarged")
    assert large.get_by_role("img", name="The desk in walnut").is_visible()
    for key in ("ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    assert large.get_by_role("img", name="The desk in walnut").is_visible()
    button(page, "Next picture").click()
    assert large.get_by_role("img", name="The desk in walnut").count() == 0
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.closest('#picture-2') !== null")


@pytest.mark.parametrize(("screen", "nearer"), [(390, 1.8), (768, 1.4)])
def test_a_picture_that_fills_the_window_comes_nearer_and_lies_back_by_a_tap(visit, screen, nearer):
    page = wait_for_offer(visit("/offer/", width=screen))
    picture = page.locator("[data-zoom] img").first
    width = picture.bounding_box()["width"]
    picture.click()
    large = page.locator(".lightbox__picture")
    assert large.bounding_box()["width"] > nearer * width
    assert page.evaluate("document.querySelector('.lightbox__view').scrollLeft") > 100
    large.click()
    assert large.bounding_box()["width"] < 1.2 * width
    button(page, "Look closer").click()
    assert large.bounding_box()["width"] > nearer * width


def test_the_summary_stands_open_beside_the_form_and_folds_on_a_phone(visit):
    assert visit("/form/").locator("[data-fold]").get_attribute("open") is not None
    phone = visit("/form/", width=390).locator("[data-fold]")
    assert phone.get_attribute("open") is None
    assert phone.locator("summary").inner_text().split("\n") == ["Your order", "$1,288.00"]


def test_the_buy_bar_stands_in_for_a_button_out_of_sight(visit):
    page = wait_for_offer(visit("/offer/", width=390))
    bar = page.locator("[data-buy-bar]")
    button(page, "Add to cart").scroll_into_view_if_needed()
    bar.wait_for(state="hidden")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    bar.wait_for(state="visible")
    button(page, "Buy").click()
    page.get_by_role("dialog", name="Your cart").wait_for()
