"""What Stripe would not take, the sandbox doesn't take either."""

import pytest
import stripe

ADDRESS = {"line1": "1 Main St", "country": "US"}


@pytest.mark.parametrize(
    ("params", "code", "param"),
    [
        ({"currency": "usd"}, "parameter_missing", "amount"),
        ({"amount": 100, "currency": "usd", "colour": "red"}, "parameter_unknown", "colour"),
        (
            {"amount": 100, "currency": "usd", "shipping": {"nmae": "A", "name": "A", "address": ADDRESS}},
            "parameter_unknown",
            "shipping[nmae]",
        ),
        ({"amount": "many", "currency": "usd"}, "parameter_invalid_integer", "amount"),
        ({"amount": 12.5, "currency": "usd"}, "parameter_invalid_integer", "amount"),
        ({"amount": "", "currency": "usd"}, "parameter_invalid_empty", "amount"),
        ({"amount": 100, "currency": "usd", "capture_method": "manul"}, None, "capture_method"),
        ({"amount": 100, "currency": "usd", "confirm": "yes"}, None, "confirm"),
        ({"amount": 100, "currency": "usd", "automatic_payment_methods": {"enabled": 1}}, None, None),
        ({"amount": 100, "currency": "usd", "idempotency_key": "x"}, "parameter_unknown", "idempotency_key"),
        ({"amount": 49, "currency": "usd"}, "amount_too_small", "amount"),
        ({"amount": 100_000_000, "currency": "usd"}, "amount_too_large", "amount"),
        ({"amount": 12345, "currency": "kwd"}, "parameter_invalid_integer", "amount"),
        ({"amount": 100, "currency": "zzz"}, None, "currency"),
        ({"amount": 100, "currency": "usd", "customer": "cus_none"}, "resource_missing", "customer"),
    ],
)
def test_a_wrong_parameter_is_named_with_stripes_code(client, params, code, param):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.payment_intents.create(params)
    assert refused.value.code == code
    if param:
        assert refused.value.param == param
    assert client.v1.payment_intents.list().data == []


def test_an_enum_error_lists_what_is_allowed(client):
    with pytest.raises(stripe.InvalidRequestError, match="must be one of duplicate, fraudulent"):
        client.v1.refunds.create({"charge": "ch_1", "reason": "dislike"})


def test_a_list_takes_ranges_and_refuses_unknown_ones(client, intent):
    assert client.v1.payment_intents.list({"created": {"gte": 1}}).data[0].id == intent.id
    assert client.v1.payment_intents.list({"created": {"lt": 1}}).data == []
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.payment_intents.list({"created": {"since": 1}})
    assert refused.value.param == "created[since]"


def test_metadata_has_stripes_limits(client):
    with pytest.raises(stripe.InvalidRequestError, match="up to 500 characters"):
        client.v1.customers.create({"metadata": {"note": "x" * 501}})
    with pytest.raises(stripe.InvalidRequestError, match="up to 40 characters"):
        client.v1.customers.create({"metadata": {"k" * 41: "x"}})
    with pytest.raises(stripe.InvalidRequestError, match="up to 50 keys"):
        client.v1.customers.create({"metadata": {str(number): "x" for number in range(51)}})


def test_metadata_is_merged_and_unset_by_empty_values(client):
    made = client.v1.customers.create({"metadata": {"a": "1", "b": "2", "10": "ten"}})
    client.v1.customers.update(made.id, {"metadata": {"a": "", "c": "3"}})
    assert client.v1.customers.retrieve(made.id).metadata.to_dict() == {"b": "2", "10": "ten", "c": "3"}


@pytest.mark.parametrize(
    "path", ["/v1/products", "/v1/checkout/sessions", "/v1/payment_intents/", "/v1/nonsense"]
)
def test_an_unknown_address_is_stripes_404(client, path):
    with pytest.raises(stripe.InvalidRequestError, match="Unrecognized request URL") as refused:
        client.raw_request("get", path)
    assert refused.value.http_status == 404


def test_an_unknown_record_is_stripes_404(client):
    for read in (client.v1.payment_intents, client.v1.charges, client.v1.refunds, client.v1.customers):
        with pytest.raises(stripe.InvalidRequestError, match="No such") as refused:
            read.retrieve("xx_1")
        assert refused.value.http_status == 404
        assert refused.value.code == "resource_missing"


def test_every_answer_carries_a_request_id(client, intent):
    assert intent.last_response.request_id.startswith("req_")
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.charges.retrieve("ch_none")
    assert refused.value.request_id.startswith("req_")
