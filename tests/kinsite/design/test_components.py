"""Components give their parts the names that people, scripts and screen readers rely on."""

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import translation

from commerce.money import Money


def shown(name, **takes):
    return BeautifulSoup(render_to_string(f"components/{name}.html", takes), "html.parser")


class Delivery(forms.Form):
    email = forms.EmailField(label="Email", help_text="For the confirmation.")
    speed = forms.ChoiceField(
        label="Delivery", choices=[("a", "Slow"), ("b", "Fast")], widget=forms.RadioSelect
    )
    news = forms.BooleanField(label="Letters")


def colour(**states):
    values = [
        {"value": name, "label": name.title(), "state": state, "selected": name == "oak"}
        for name, state in states.items()
    ]
    return {"name": "Colour", "key": "colour", "chosen": "Oak", "values": values}


def test_prices_are_written_in_the_language_of_the_page():
    assert shown("price", price=Money(12900, "USD")).select_one(".price__now").text == "$129.00"
    with translation.override("de"):
        assert shown("price", price=Money(12900, "EUR")).select_one(".price__now").text == "129,00\xa0€"


def test_a_reduced_price_says_which_is_which_without_seeing_it():
    price = shown("price", price=Money(100, "USD"), was=Money(200, "USD"))
    assert price.get_text(" ", strip=True) == "Now $1.00 Lowest price in 30 days: $2.00"


def test_a_price_of_nothing_is_still_a_price():
    assert shown("price", price=Money(0, "USD")).select_one(".price__now").text == "$0.00"


def test_an_option_is_a_radio_group_named_after_it():
    group = shown("option_group", option=colour(oak="available", black="sold_out"), prefix="offer")
    fieldset = group.fieldset
    assert fieldset["role"] == "radiogroup"
    assert group.find(id=fieldset["aria-labelledby"]).text == "Colour"
    assert [radio.has_attr("checked") for radio in group.select("[type=radio]")] == [True, False]


@pytest.mark.parametrize(
    ("state", "words"),
    [("sold_out", "Sold out"), ("unavailable", "Not in this combination"), ("low", "Few left")],
)
def test_the_state_of_a_value_is_told_in_words(state, words):
    chip = shown("option_group", option=colour(oak=state), prefix="offer").label
    assert words in chip.text
    assert not chip.input.has_attr(
        "disabled"
    )  # a value that does not fit yet can still be the way to one that does


def test_a_field_points_at_its_help_and_its_errors():
    form = Delivery({"email": "anna@", "speed": "a", "news": "on"})
    field = shown("field", field=form["email"])
    described = field.input["aria-describedby"].split()
    assert [field.find(id=part).get_text(strip=True) for part in described] == [
        "For the confirmation.",
        "Enter a valid email address.",
    ]
    assert field.label["for"] == field.input["id"]


def test_radios_are_a_group_with_the_label_as_its_name():
    field = shown("field", field=Delivery()["speed"])
    assert field.fieldset["role"] == "radiogroup"
    assert field.find(id=field.fieldset["aria-labelledby"]).text == "Delivery"
    assert [label.get_text(strip=True) for label in field.select("label")] == ["Slow", "Fast"]


def test_the_error_summary_leads_to_every_wrong_field():
    form = Delivery({})
    summary = shown("error_summary", form=form)
    page = BeautifulSoup("".join(str(shown("field", field=field)) for field in form), "html.parser")
    targets = [link["href"].removeprefix("#") for link in summary.select("a")]
    assert len(targets) == 3
    assert all(page.find(id=target).name == "input" for target in targets)


def test_a_sound_form_has_no_error_summary():
    assert not shown("error_summary", form=Delivery()).find()


def test_a_quantity_of_a_line_is_told_apart_by_its_title():
    quantity = shown("quantity", id="q", value=2, maximum=3, describedby="title-1", hint="Only 3 left")
    box = quantity.select_one("#q")
    assert quantity.select_one("label[for=q]").text == "Quantity"
    assert box["aria-describedby"].split() == ["q_hint", "title-1"]
    assert (box["min"], box["max"]) == ("1", "3")


def test_the_cart_link_counts_its_items():
    link = shown("header_actions", cart_count=2, cart_url="/cart/").select_one("[href='/cart/']")
    assert link["aria-label"] == "Cart, 2 items"
    assert (
        shown("header_actions", cart_count=1, cart_url="/cart/").select("a")[-1]["aria-label"]
        == "Cart, 1 item"
    )
    assert shown("header_actions", cart_url="/cart/").select("a")[-1].get_text(strip=True) == "Cart"


def test_pages_are_links_that_keep_the_rest_of_the_address():
    page = Paginator(range(60), 20).page(2)
    links = shown("pagination", page=page, query=QueryDict("sort=price&page=2")).select("a")
    assert [(link["rel"], link["href"]) for link in links] == [
        (["prev"], "?sort=price&page=1"),
        (["next"], "?sort=price&page=3"),
    ]


def test_steps_say_where_one_is_without_colour():
    steps = [{"label": "Packed", "state": "done"}, {"label": "On its way", "state": "current"}]
    items = shown("steps", label="Parcel 1", steps=steps).select("li")
    assert [item.get("aria-current") for item in items] == [None, "step"]
    assert "(done)" in items[0].text


def test_what_a_component_shows_is_escaped():
    card = {"title": "<b>x</b>", "url": "/", "price": Money(1, "USD")}
    assert not shown("product_card", card=card).select("b")
