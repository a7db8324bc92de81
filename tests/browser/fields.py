"""How a card is typed and a bank answered: in the sandbox's payment field, and in Stripe's own.

Of Stripe's own pages only what is known for long is named: the names of its inputs, and the buttons of its
test bank. In which frame they lie is looked for, for Stripe nests and titles its frames as it likes.
"""

import time

from playwright.sync_api import Error

from tests.browser.steps import PATIENCE
from tests.browser.steps import enter_card as enter_into_sandbox


class SandboxField:
    # A policy that stops anything of the sandbox's is a mistake.
    minded = ("",)

    def enter_card(self, page, number):
        enter_into_sandbox(page, number)

    def answer_bank(self, page, *, completes):
        bank = page.frame_locator("iframe[title*='3D Secure']")
        name = "Complete" if completes else "Fail"
        bank.get_by_role("button", name=name).click(timeout=PATIENCE)


class StripeField:
    # Stripe's script sets styles that the policy stops; what it loads, shows and calls must pass.
    minded = ("script-src", "frame-src", "connect-src")
    # How long Stripe may take to show something, in seconds.
    patience = 60

    def enter_card(self, page, number):
        if self._find(page, "input[name='number']", seconds=15) is None:
            # Several ways to pay, and another one is open.
            self._found(page, "[data-value='card'], [value='card'], #card-tab").click()
        typed = {"number": number, "expiry": "1234", "cvc": "123"}
        for name, words in typed.items():
            field = self._found(page, f"input[name='{name}']")
            field.fill("")
            field.press_sequentially(words, delay=30)
        # Stripe asks where the card is from by the visitor's own country.
        if country := self._find(page, "select[name='country']", seconds=2):
            country.select_option("US")
        if postcode := self._find(page, "input[name='postalCode']", seconds=2):
            postcode.fill("10001")
        # "Save my information with Link" wants a phone number where it is ticked.
        if ticked := self._find(page, "input[type='checkbox']:checked", seconds=1):
            ticked.uncheck(force=True)

    def answer_bank(self, page, *, completes):
        name = "authorize" if completes else "fail"
        self._found(page, f"#test-source-{name}-3ds").click(timeout=self.patience * 1000)

    def _found(self, page, selector):
        found = self._find(page, selector, seconds=self.patience)
        assert found is not None, f"Stripe shows no {selector}"
        return found

    def _find(self, page, selector, *, seconds):
        """The first visible element of any of Stripe's frames, or None."""
        end = time.monotonic() + seconds
        while True:
            for frame in page.frames[1:]:
                try:
                    places = frame.locator(selector).filter(visible=True)
                    if places.count():
                        return places.first
                except Error:
                    # The frame went away while it was asked.
                    continue
            if time.monotonic() > end:
                return None
            page.wait_for_timeout(250)


def field_of(site):
    return StripeField() if site.script.startswith("https://js.stripe.com/") else SandboxField()
