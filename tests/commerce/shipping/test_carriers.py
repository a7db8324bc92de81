"""Carriers by hand: whose number it looks like, and where it leads."""

import pytest

from commerce.shipping.carriers.manual import carrier_of, known_name, plain_number, tracking_url


@pytest.mark.parametrize(
    ("number", "carrier"),
    [
        ("1Z12345E0205271688", "UPS"),
        ("9400111899223197428490", "USPS"),
        ("123456789012", "FedEx"),
        ("JJD000390007882492121", "DHL"),
        ("01234567890123", "DPD"),
        ("ABC", ""),
        ("", ""),
    ],
)
def test_a_number_tells_its_carrier_where_it_can(number, carrier):
    assert carrier_of(number) == carrier


def test_a_number_is_kept_without_the_gaps_people_type():
    assert plain_number(" 1z 12345e-0205 271688 ") == "1Z12345E0205271688"


def test_a_known_carrier_is_written_as_it_is_known_and_another_as_typed():
    assert (known_name(" ups "), known_name("Bike Bob")) == ("UPS", "Bike Bob")


def test_a_link_leads_to_the_carrier_and_nowhere_else():
    assert tracking_url("ups", "1Z1") == "https://www.ups.com/track?tracknum=1Z1"
    assert tracking_url("UPS", "1Z1&x=/../") == "https://www.ups.com/track?tracknum=1Z1%26x%3D%2F..%2F"
    assert tracking_url("Bike Bob", "7") == tracking_url("UPS", "") == ""
