"""How the bank answers each of Stripe's test cards and test tokens.

Only test numbers are known here, and only test numbers are ever stored: a card that is none of
them is declined as Stripe's test mode declines a real one.
"""

import hashlib
import re
from dataclasses import dataclass, replace

from kinsite.sandbox.stripe.errors import CardRefused


@dataclass(frozen=True)
class Decline:
    """A refusal by the bank, in its words and in codes."""

    code: str
    decline_code: str
    message: str


@dataclass(frozen=True)
class Card:
    """A test card: what it looks like, and what the bank does when it is charged."""

    brand: str = "visa"
    country: str = "US"
    funding: str = "credit"
    decline: Decline | None = None
    asks_shopper: bool = False
    is_disputed: bool = False
    refunds_slowly: bool = False


DECLINED = Decline("card_declined", "generic_decline", "Your card was declined.")
INSUFFICIENT_FUNDS = Decline("card_declined", "insufficient_funds", "Your card has insufficient funds.")
LOST = Decline("card_declined", "lost_card", "Your card was declined.")
STOLEN = Decline("card_declined", "stolen_card", "Your card was declined.")
FRAUDULENT = Decline("card_declined", "fraudulent", "Your card was declined.")
EXPIRED = Decline("expired_card", "expired_card", "Your card has expired.")
WRONG_CVC = Decline("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect.")
PROCESSING_ERROR = Decline(
    "processing_error",
    "processing_error",
    "An error occurred while processing your card. Try again in a little bit.",
)
TOO_OFTEN = Decline(
    "card_declined",
    "card_velocity_exceeded",
    "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.",
)
NEEDS_SHOPPER = Decline(
    "authentication_required",
    "authentication_required",
    "Your card was declined. This transaction requires authentication.",
)
REAL_CARD = Decline(
    "card_declined",
    "test_mode_live_card",
    "Your card was declined. Your request was in test mode, but used a non test card. For a list of valid "
    "test cards, visit: https://stripe.com/docs/testing.",
)

VISA = Card()
CARDS = {
    "4242424242424242": VISA,
    "4000000000000077": VISA,
    "4000056655665556": replace(VISA, funding="debit"),
    "4000002760000016": replace(VISA, country="DE"),
    "4000002500000003": replace(VISA, country="FR"),
    "4000008260000000": replace(VISA, country="GB"),
    "5555555555554444": Card(brand="mastercard"),
    "2223003122003222": Card(brand="mastercard"),
    "5200828282828210": Card(brand="mastercard", funding="debit"),
    "378282246310005": Card(brand="amex"),
    "371449635398431": Card(brand="amex"),
    "6011111111111117": Card(brand="discover"),
    "3056930009020004": Card(brand="diners"),
    "3566002020360505": Card(brand="jcb"),
    "6200000000000005": Card(brand="unionpay"),
    "4000000000000002": replace(VISA, decline=DECLINED),
    "4000000000009995": replace(VISA, decline=INSUFFICIENT_FUNDS),
    "4000000000009987": replace(VISA, decline=LOST),
    "4000000000009979": replace(VISA, decline=STOLEN),
    "4000000000000069": replace(VISA, decline=EXPIRED),
    "4000000000000127": replace(VISA, decline=WRONG_CVC),
    "4000000000000119": replace(VISA, decline=PROCESSING_ERROR),
    "4000000000006975": replace(VISA, decline=TOO_OFTEN),
    "4100000000000019": replace(VISA, decline=FRAUDULENT),
    "4000002500003155": replace(VISA, country="FR", asks_shopper=True),
    "4000000000003220": replace(VISA, asks_shopper=True),
    "4000002760003184": replace(VISA, asks_shopper=True),
    "4000008400001629": replace(VISA, asks_shopper=True, decline=DECLINED),
    "4000000000000259": replace(VISA, is_disputed=True),
    "4000000000007726": replace(VISA, refunds_slowly=True),
}
CARD_TOKENS = {
    "pm_card_visa": "4242424242424242",
    "pm_card_bypassPending": "4000000000000077",
    "pm_card_visa_debit": "4000056655665556",
    "pm_card_de": "4000002760000016",
    "pm_card_mastercard": "5555555555554444",
    "pm_card_amex": "378282246310005",
    "pm_card_visa_chargeDeclined": "4000000000000002",
    "pm_card_chargeDeclined": "4000000000000002",
    "pm_card_chargeDeclinedInsufficientFunds": "4000000000009995",
    "pm_card_visa_chargeDeclinedInsufficientFunds": "4000000000009995",
    "pm_card_visa_chargeDeclinedLostCard": "4000000000009987",
    "pm_card_visa_chargeDeclinedStolenCard": "4000000000009979",
    "pm_card_chargeDeclinedExpiredCard": "4000000000000069",
    "pm_card_chargeDeclinedIncorrectCvc": "4000000000000127",
    "pm_card_chargeDeclinedProcessingError": "4000000000000119",
    "pm_card_chargeDeclinedFraudulent": "4100000000000019",
    "pm_card_authenticationRequired": "4000002760003184",
    "pm_card_authenticationRequiredOnSetup": "4000002500003155",
    "pm_card_threeDSecure2Required": "4000000000003220",
    "pm_card_threeDSecureRequiredChargeDeclined": "4000008400001629",
    "pm_card_createDispute": "4000000000000259",
    "pm_card_pendingRefund": "4000000000007726",
}
DEBIT_TOKENS = frozenset(
    {"pm_usBankAccount_success", "pm_usBankAccount_processing", "pm_usBankAccount_failed"}
)
REDIRECTED = frozenset(
    {"klarna", "affirm", "afterpay_clearpay", "amazon_pay", "bancontact", "ideal", "paypal"}
)
DELAYED = frozenset({"us_bank_account", "sepa_debit"})
WALLETS = frozenset({"apple_pay", "google_pay"})
# A bank debit arrives, or comes back, after so many seconds of the sandbox's clock.
DEBIT_TAKES = 5 * 86400


def behaviour_of(number: str | None) -> Card:
    return CARDS.get(number or "", replace(VISA, decline=REAL_CARD))


def fingerprint_of(number: str) -> str:
    return hashlib.sha256(number.encode()).hexdigest()[:16]


def read_card(details: dict, *, today: tuple[int, int]) -> tuple[str, int, int]:
    """Number, month and year as typed by the shopper, or the reason why they can't be right."""
    number = re.sub(r"\D", "", details.get("number", ""))
    if not 12 <= len(number) <= 19 or not _passes_luhn(number):
        raise CardRefused("Your card number is incorrect.", code="incorrect_number", param="number")
    month, year = _whole(details.get("exp_month")), _whole(details.get("exp_year"))
    year += 2000 if year < 100 else 0
    if not 1 <= month <= 12:
        raise CardRefused(
            "Your card's expiration month is invalid.", code="invalid_expiry_month", param="exp_month"
        )
    if (year, month) < today or year > today[0] + 50:
        raise CardRefused(
            "Your card's expiration year is invalid.", code="invalid_expiry_year", param="exp_year"
        )
    if not re.fullmatch(r"\d{3,4}", details.get("cvc") or ""):
        raise CardRefused("Your card's security code is invalid.", code="invalid_cvc", param="cvc")
    return number, month, year


def _whole(value) -> int:
    return int(value) if str(value).isdecimal() else 0


def _passes_luhn(number: str) -> bool:
    digits = [int(digit) for digit in reversed(number)]
    return sum(digits[::2] + [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]) % 10 == 0
