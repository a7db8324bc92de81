"""The express row above the checkout, and the sheet that a wallet opens over the page."""

from playwright.sync_api import expect

from tests.browser.steps import PATIENCE


def row(page, title="Express checkout"):
    return page.get_by_role("region", name=title)


def open_sheet(page, wallet="Apple Pay", title="Express checkout"):
    expect(row(page, title)).to_be_visible(timeout=PATIENCE)
    buttons = page.frame_locator("iframe[title='Secure express checkout frame']")
    buttons.get_by_role("button", name=wallet).click(timeout=PATIENCE)
    return page.frame_locator(f"iframe[title='{wallet}']")


def deliver_to(sheet, place):
    """Choose an address; the sheet waits for the shop's quote."""
    sheet.get_by_label("Deliver to").select_option(label=place, timeout=PATIENCE)


def agree(sheet, amount):
    button = sheet.get_by_role("button", name=f"Pay {amount}")
    expect(button).to_be_enabled(timeout=PATIENCE)
    button.click()
