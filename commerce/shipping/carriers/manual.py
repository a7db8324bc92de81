"""Carriers as people know them: where a tracking number leads, and whose it looks like. Nobody is asked."""

import re
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Carrier:
    """A carrier; `tracks` takes the number, `shape` is what its numbers alone look like, where they do."""

    name: str
    tracks: str
    shape: str = ""


KNOWN = [
    Carrier("UPS", "https://www.ups.com/track?tracknum={}", r"1Z[0-9A-Z]{16}"),
    Carrier("USPS", "https://tools.usps.com/go/TrackConfirmAction?tLabels={}", r"9[1-5][0-9]{18,24}"),
    Carrier("FedEx", "https://www.fedex.com/fedextrack/?trknbr={}", r"[0-9]{12}|[0-9]{15}"),
    Carrier("DHL", "https://www.dhl.com/en/express/tracking.html?AWB={}", r"JJD[0-9]{12,20}|0034[0-9]{16}"),
    Carrier("DPD", "https://tracking.dpd.de/status/en_US/parcel/{}", r"0[0-9]{13}"),
    Carrier("GLS", "https://gls-group.com/track/{}"),
    Carrier("Hermes", "https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation/#{}"),
]
_BY_NAME = {carrier.name.casefold(): carrier for carrier in KNOWN}


def plain_number(text: str) -> str:
    """A tracking number without the gaps that people type, in capitals."""
    return re.sub(r"[\s.-]+", "", text).upper()


def carrier_of(number: str) -> str:
    """The carrier whose numbers look like this one, or nothing where none or several do."""
    fitting = [known.name for known in KNOWN if known.shape and re.fullmatch(known.shape, number)]
    return fitting[0] if len(fitting) == 1 else ""


def known_name(text: str) -> str:
    """A carrier's name as it is written, where it is known; else as typed."""
    known = _BY_NAME.get(text.strip().casefold())
    return known.name if known else text.strip()


def tracking_url(carrier: str, number: str) -> str:
    """Where a parcel is followed; nothing for a carrier that is not known, or without a number."""
    known = _BY_NAME.get(carrier.casefold())
    return known.tracks.format(quote(number, safe="")) if known and number else ""
