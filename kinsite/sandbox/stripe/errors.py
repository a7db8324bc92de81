"""Why a call was refused, in the shape in which Stripe says so."""

DOCUMENTATION = "https://docs.stripe.com/error-codes#"


class Refusal(Exception):
    """An error answer. What the call wrote before is undone, unless the class says otherwise."""

    status = 400
    type = "invalid_request_error"
    keeps_writes = False

    def __init__(self, message: str, *, code: str | None = None, param: str | None = None, **more):
        super().__init__(message)
        facts = {"code": code, "message": message, "param": param, "type": self.type, **more}
        if code:
            facts["doc_url"] = DOCUMENTATION + code.replace("_", "-")
        self.body = {"error": {name: fact for name, fact in facts.items() if fact is not None}}


class InvalidRequest(Refusal):
    """The call makes no sense, or not in this state."""


class NoSuchRecord(Refusal):
    status = 404

    def __init__(self, kind: str, record_id: str, param: str | None = None):
        super().__init__(f"No such {kind}: '{record_id}'", code="resource_missing", param=param or "id")


class NoSuchAddress(Refusal):
    status = 404

    def __init__(self, method: str, path: str):
        super().__init__(
            f"Unrecognized request URL ({method}: {path}). If you are trying to list objects, remove the "
            "trailing slash. If you are trying to retrieve an object, make sure you passed a valid id. "
            "This sandbox knows only the part of Stripe that the shop uses."
        )


class Unauthenticated(Refusal):
    status = 401


class SecretKeyRequired(Refusal):
    status = 403

    def __init__(self):
        super().__init__(
            "This API call cannot be made with a publishable API key. Please use a secret API key. You can "
            "find a list of your API keys at https://dashboard.stripe.com/account/apikeys.",
            code="secret_key_required",
        )


class CardRefused(Refusal):
    """The details of the card can't be right; nothing was tried."""

    status = 402
    type = "card_error"


class CardDeclined(CardRefused):
    """The bank said no. The attempt happened: its charge and its events stay."""

    keeps_writes = True


class RawCardRefused(Refusal):
    status = 402

    def __init__(self):
        super().__init__(
            "Sending credit card numbers directly to the Stripe API is generally unsafe. We suggest you use "
            "test tokens that map to the test card you are using, see https://docs.stripe.com/testing."
        )


class KeyReused(Refusal):
    type = "idempotency_error"

    def __init__(self, key: str):
        super().__init__(
            "Keys for idempotent requests can only be used with the same parameters they were first used "
            f"with. Try using a key other than '{key}' if you meant to execute a different request."
        )
