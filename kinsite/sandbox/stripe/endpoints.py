"""Webhook endpoints: whom to tell. The shop's own stands there from the start."""

from urllib.parse import urlsplit

from kinsite.sandbox.stripe import objects
from kinsite.sandbox.stripe.errors import InvalidRequest
from kinsite.sandbox.stripe.ids import letters
from kinsite.sandbox.stripe.metadata import merged
from kinsite.sandbox.stripe.platform import Call

THIS_MACHINE = {"127.0.0.1", "localhost"}
SHOP = "The shop on this machine"


def create_endpoint(call: Call) -> dict:
    secret = f"whsec_{letters(32)}"
    endpoint = _add(
        call, call.params["url"], call.params["enabled_events"], call.params.get("description"), secret
    )
    endpoint["metadata"] = merged({}, call.params.get("metadata"))
    call.store.save(endpoint)
    return endpoint | {"secret": secret}


def _add(call: Call, url: str, events: list[str], description: str | None, secret: str) -> dict:
    endpoint = objects.webhook_endpoint(
        now=call.now, url=_local(url), events=events, description=description or None
    )
    return call.store.add(endpoint, secret=secret)


def _local(url: str) -> str:
    target = urlsplit(url)
    if target.scheme != "http" or target.hostname not in THIS_MACHINE:
        raise InvalidRequest(
            "Invalid URL: this sandbox calls http:// addresses of this machine only.", param="url"
        )
    return url


def tell_shop(call: Call, *, url: str, secret: str) -> dict:
    """Have the shop listening at this address with this secret; said twice, it stays one endpoint."""
    for endpoint in call.store.every("webhook_endpoint"):
        if endpoint["description"] == SHOP:
            endpoint |= {"url": _local(url), "status": "enabled"}
            call.store.hide(endpoint["id"], secret=secret)
            return call.store.save(endpoint)
    return _add(call, url, ["*"], SHOP, secret)


def update_endpoint(call: Call) -> dict:
    endpoint, given = call.store.get("webhook_endpoint", call.target), call.params
    if "url" in given:
        endpoint["url"] = _local(given["url"])
    for name in ("enabled_events", "description"):
        if name in given:
            endpoint[name] = given[name]
    if "disabled" in given:
        endpoint["status"] = "disabled" if given["disabled"] else "enabled"
    endpoint["metadata"] = merged(endpoint["metadata"], given.get("metadata"))
    return call.store.save(endpoint)


def delete_endpoint(call: Call) -> dict:
    endpoint = call.store.get("webhook_endpoint", call.target)
    return call.store.save({"id": endpoint["id"], "object": "webhook_endpoint", "deleted": True})
