"""Who may begin a payment, so that nobody tests stolen cards here."""

import logging

from commerce.errors import BuyerUnconfirmed, TooManyDeclines
from commerce.payments.guard import Verdict, judge
from commerce.payments.operations import ask_buyer
from commerce.payments.queries import is_confirmed_buyer, seconds_refused, tally_of

logger = logging.getLogger(__name__)


def admit(*, origin, email, language):
    """Let an origin begin a payment. Raises BuyerUnconfirmed (a letter is on its way) or TooManyDeclines.

    Everything is counted in PostgreSQL: while Redis is away nothing changes.
    """
    verdict = judge(tally_of(origin))
    if verdict == Verdict.REFUSE:
        logger.warning("payment refused", extra={"reason": "too many declines"})
        raise TooManyDeclines(retry_after=seconds_refused(origin))
    if verdict == Verdict.ASK and not is_confirmed_buyer(origin):
        ask_buyer(origin=origin, email=email, language=language)
        raise BuyerUnconfirmed
