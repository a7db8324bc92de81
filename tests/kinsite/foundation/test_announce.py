"""What follows from an event happens with it or not at all."""

from dataclasses import dataclass

import pytest
from django.db import transaction

from kinsite.foundation import announce as module
from kinsite.foundation.announce import AnnouncedOutsideTransaction, announce, reactions_for, register
from kinsite.foundation.models import LimiterHit


@dataclass(frozen=True)
class Happened:
    number: int


@dataclass(frozen=True)
class HappenedWorse(Happened):
    pass


@pytest.fixture(autouse=True)
def no_reactions(monkeypatch):
    monkeypatch.setattr(module, "_reactions", {})


def remember(event):
    from kinsite.foundation import clock

    LimiterHit.objects.create(bucket="seen", window=event.number, ends_at=clock.now())


def refuse(event):
    raise RuntimeError("no")


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_an_error_and_nothing_follows():
    register({Happened: [remember]})
    with pytest.raises(AnnouncedOutsideTransaction):
        announce(Happened(1))
    assert not LimiterHit.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_reactions_are_undone_with_what_caused_them():
    register({Happened: [remember, refuse]})
    with pytest.raises(RuntimeError), transaction.atomic():
        LimiterHit.objects.create(bucket="cause", window=0, ends_at="2026-01-01T00:00Z")
        announce(Happened(1))
    assert not LimiterHit.objects.exists()


@pytest.mark.django_db
def test_reactions_run_at_once_in_order_and_each_once():
    order = []
    first, second = (lambda event: order.append("first")), (lambda event: order.append("second"))
    register({Happened: [first]})
    register({Happened: [first, second]})
    assert reactions_for(Happened) == [first, second]
    with transaction.atomic():
        announce(Happened(1))
        assert order == ["first", "second"]


@pytest.mark.django_db
def test_an_event_nobody_waits_for_is_no_error_and_kinds_are_exact():
    seen = []
    register({Happened: [seen.append]})
    announce(HappenedWorse(1))
    assert seen == []
