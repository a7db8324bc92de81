"""What stripe.js and the payment frame may send with the publishable key."""

from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

# Stripe takes an empty word for the wish to unset something, and refuses it where nothing can be unset.
Said = Annotated[str, Field(min_length=1)]


class Wanted(TypedDict):
    """What the page showed before an intent existed."""

    mode: Literal["payment"]
    amount: int
    currency: str


class Address(TypedDict):
    city: NotRequired[Said]
    country: NotRequired[Said]
    line1: NotRequired[Said]
    line2: NotRequired[Said]
    postal_code: NotRequired[Said]
    state: NotRequired[Said]


class Billing(TypedDict):
    address: NotRequired[Address]
    email: NotRequired[str]
    name: NotRequired[str]
    phone: NotRequired[str]


class Shipping(TypedDict):
    address: Address
    name: Said
    carrier: NotRequired[str]
    phone: NotRequired[str]
    tracking_number: NotRequired[str]


class CardTyped(TypedDict):
    number: NotRequired[str]
    exp_month: NotRequired[str]
    exp_year: NotRequired[str]
    cvc: NotRequired[str]
    wallet: NotRequired[Literal["apple_pay", "google_pay"]]


class MethodData(TypedDict):
    type: str
    card: NotRequired[CardTyped]
    billing_details: NotRequired[Billing]
    metadata: NotRequired[dict[str, str]]
    allow_redisplay: NotRequired[str]


class MethodParams(MethodData):
    expand: NotRequired[list[str]]


class SessionParams(TypedDict):
    deferred_intent: NotRequired[Wanted]
    client_secret: NotRequired[str]
    customer_session_client_secret: NotRequired[str]
    locale: NotRequired[str]


class RetrieveParams(TypedDict):
    client_secret: str
    expand: NotRequired[list[str]]


class ConfirmParams(TypedDict):
    client_secret: str
    payment_method: NotRequired[str]
    payment_method_data: NotRequired[MethodData]
    deferred_intent: NotRequired[Wanted]
    return_url: NotRequired[str]
    use_stripe_sdk: NotRequired[bool]
    receipt_email: NotRequired[str]
    setup_future_usage: NotRequired[Literal["off_session", "on_session"]]
    shipping: NotRequired[Shipping]
    expand: NotRequired[list[str]]
