"""Against the testing of stolen cards: what is counted, from when on, and what follows. Pure.

Whoever tests cards pays small sums with many of them and looks which go through. The browser sends a card
straight to the provider, so all that can be counted here is what the provider says of it afterwards.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.core import signing

from kinsite.foundation.crypto import blind

# What somebody did is held against them for so long: a person has found another card by then.
WINDOW = timedelta(hours=1)
# Cards tried on one payment, or one card on several, before it is given up. Who mistypes gives up sooner.
DECLINES_A_PAYMENT = 8
DECLINES_A_CARD = 8
# Declines after which the next payment waits for a confirmed e-mail address. Three mistakes hinder nobody;
# several people share a network.
ASKED_AFTER = {"browser": 4, "email": 4, "network": 6}
# Declines after which nothing more is begun until the first of them is an hour old.
REFUSED_AFTER = 10
# Payments begun from one network and not paid: where notices are late, no decline is known yet.
BEGUN_AFTER = 10
# The shop as a whole: from so many tries in a quarter of an hour on, and so many in a hundred declined.
# Ordinary days have 5 to 15; with fewer tries chance alone passes any floor.
MOMENT = timedelta(minutes=15)
TRIES_IN_A_MOMENT = 20
DECLINED_IN_A_HUNDRED = 50
# How long an address that was confirmed lets pay, how long a letter's link confirms, how soon another comes.
CONFIRMED_FOR = timedelta(hours=1)
LINK_LASTS = timedelta(hours=2)
LETTER_EVERY = timedelta(minutes=10)
# Whom a try came from is forgotten after this.
MARKS_LAST = timedelta(days=30)

_CHECKS = signing.Signer(salt="commerce.payments.guard")
_NUMBER = re.compile(r"\d{1,18}", re.ASCII)
# Nothing longer was ever signed here.
_LONGEST = 200


class Verdict(StrEnum):
    ADMIT = "admit"
    ASK = "ask"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Origin:
    """Whom a payment comes from, as keyed digests that tell nobody; empty where it is not known."""

    network: str = ""
    browser: str = ""
    email: str = ""

    @classmethod
    def of(cls, *, network, browser, email):
        return cls(mark("network", network), mark("browser", browser), blind("email", email))

    @property
    def marks(self):
        """The fields of a Payment."""
        return {"network": self.network, "browser": self.browser, "email_mark": self.email}


NOBODY = Origin()


@dataclass(frozen=True, slots=True)
class Tally:
    """Declines of the last hour by origin, and what the whole shop saw in the last quarter of an hour."""

    browser: int = 0
    email: int = 0
    network: int = 0
    network_paid: int = 0
    begun: int = 0
    tried: int = 0
    declined: int = 0

    @property
    def of_network(self):
        """A house full of buyers is no script: each payment of theirs makes up for one that was declined."""
        return max(0, self.network - self.network_paid)


def mark(kind, value):
    """A keyed digest of something that is only ever compared; empty for nothing."""
    return blind("mark", f"{kind}:{value}") if value else ""


def is_attack(tally):
    """Whether so much of what is tried anywhere in the shop is declined that somebody tests cards."""
    enough = tally.tried >= TRIES_IN_A_MOMENT
    return enough and 100 * tally.declined >= DECLINED_IN_A_HUNDRED * tally.tried


def refused(tally):
    """Whether this origin begins nothing more for now."""
    return max(tally.browser, tally.email, tally.of_network) >= REFUSED_AFTER


def judge(tally):
    """What follows for the next payment of an origin; whoever confirmed their address is not asked again."""
    if refused(tally):
        return Verdict.REFUSE
    counted = {"browser": tally.browser, "email": tally.email, "network": tally.of_network}
    suspect = any(counted[name] >= limit for name, limit in ASKED_AFTER.items())
    return Verdict.ASK if suspect or tally.begun >= BEGUN_AFTER or is_attack(tally) else Verdict.ADMIT


def sign_check(check):
    """What stands in the link that confirms an address."""
    return _CHECKS.sign(str(check.pk))


def read_check(text) -> int | None:
    """The id of the check that was signed; None for anything else."""
    try:
        number = _CHECKS.unsign(text) if len(text) <= _LONGEST else ""
    except signing.BadSignature:
        return None
    return int(number) if _NUMBER.fullmatch(number) else None
