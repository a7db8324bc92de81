"""A letter on its way: claimed, worded, handed to the mail server, noted."""

import logging
import smtplib
import time
from collections import defaultdict
from datetime import timedelta
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import F, Q

from kinsite.foundation import clock
from kinsite.foundation.breaker import Breaker

from .kinds import kind_named
from .models import Letter, LetterStatus
from .queries import mail_settings
from .wording import Words, word

logger = logging.getLogger(__name__)

ATTEMPTS = 12
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(minutes=30)
# A server that took the letter may think long before it says so, and leaving early would mean sending twice.
PATIENCE = 75
# A server that is away or slow gets one letter in so many seconds, and does not hold up other work.
COOL_DOWN, SLOW = 20, 10
# Far beyond the patience of one attempt: whoever claimed a letter so long ago is gone.
CLAIM_LASTS = timedelta(minutes=10)

_servers: dict[tuple, Breaker] = defaultdict(lambda: Breaker(cool_down=COOL_DOWN))


def letters_due():
    """Letters to send now, oldest first: waiting ones, and those whose sender died on the way."""
    now = clock.now()
    return Letter.objects.filter(
        Q(status__in=Letter.WAITING, next_try_at__lte=now)
        | Q(status=LetterStatus.SENDING, claimed_at__lte=now - CLAIM_LASTS)
    ).order_by("next_try_at", "pk")


def deliver(*, letter_id: int) -> bool:
    """Send a letter if it is due and nobody else is at it; true once it is handed over.

    No transaction is open while the mail server thinks. A failure is noted and tried again later,
    with growing pauses; a letter the server will never take is given up. While the server itself is
    away letters wait untouched, but for one now and then that finds out whether it is back.
    """
    server = _servers[settings.EMAIL_HOST, settings.EMAIL_PORT]
    if not server.allows():
        return False
    letter = _claim(letter_id)
    if letter is None:
        return False
    if _is_too_late(letter):
        _give_up(letter, "too late")
        return False
    started = time.monotonic()
    try:
        words = word(letter)
        _hand_over(letter, words)
    # Whatever it was, the letter must not stay claimed: a template's fault is retried like a server's.
    except Exception as problem:
        _note_failure(letter, problem)
        _judge(server, is_well=not _is_absence(problem))
        return False
    _note_sent(letter, words)
    _judge(server, is_well=time.monotonic() - started < SLOW)
    return True


def _claim(letter_id):
    claimed = letters_due().filter(pk=letter_id).order_by()
    if not claimed.update(status=LetterStatus.SENDING, claimed_at=clock.now(), attempts=F("attempts") + 1):
        return None
    return Letter.objects.get(pk=letter_id)


def _is_too_late(letter):
    useful_for = kind_named(letter.kind).useful_for
    return useful_for is not None and clock.now() > letter.posted_at + useful_for


def _hand_over(letter: Letter, words: Words):
    mails, (name, address) = mail_settings(), parseaddr(settings.DEFAULT_FROM_EMAIL)
    domain = address.rpartition("@")[2]
    message = EmailMultiAlternatives(
        words.subject,
        words.text,
        from_email=formataddr((mails.sender_name or name, address)),
        to=[letter.recipient],
        headers={
            "Message-ID": f"<{letter.message_id.hex}@{domain}>",
            "Content-Language": letter.locale,
            **_way_back(letter, mails.reply_to),
            **_way_out(words),
        },
        connection=get_connection(),
    )
    message.attach_alternative(words.html, "text/html")
    connection = message.connection
    connection.open()
    if smtp := getattr(connection, "connection", None):
        smtp.sock.settimeout(PATIENCE)
    try:
        connection.send_messages([message])
    finally:
        _hang_up(connection)


def _way_back(letter, reply_to):
    """The headers that say whether a person wrote it, and where an answer goes."""
    if kind_named(letter.kind).by_hand:
        return {"Reply-To": reply_to or settings.DEFAULT_FROM_EMAIL}
    return {"Auto-Submitted": "auto-generated", **({"Reply-To": reply_to} if reply_to else {})}


def _way_out(words):
    """The headers by which a mail program ends these letters with one click (RFC 8058)."""
    if not words.unsubscribe_url:
        return {}
    return {
        "List-Unsubscribe": f"<{words.unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _hang_up(connection):
    # The server has taken the mail by now: a rude goodbye must not make us send it again.
    try:
        connection.close()
    except (smtplib.SMTPException, OSError):
        pass


def _note_sent(letter, words):
    kept = words if kind_named(letter.kind).keeps_body else Words("", "", "")
    _move(
        letter,
        LetterStatus.SENT,
        sent_at=clock.now(),
        last_error="",
        secrets={},
        subject=kept.subject,
        body_text=kept.text,
        body_html=kept.html,
    )
    logger.info("letter sent", extra={"letter": letter.pk, "kind": letter.kind})


def _note_failure(letter, problem):
    reason = _reason(problem)
    if letter.attempts >= ATTEMPTS or _is_final(problem):
        _give_up(letter, reason)
        return
    pause = min(FIRST_PAUSE * 2 ** (letter.attempts - 1), LONGEST_PAUSE)
    _move(letter, LetterStatus.FAILED, last_error=reason, next_try_at=clock.now() + pause)
    logger.warning(
        "letter failed",
        extra={"letter": letter.pk, "kind": letter.kind, "reason": reason, "attempt": letter.attempts},
        exc_info=not isinstance(problem, OSError),
    )


def _give_up(letter, reason):
    _move(letter, LetterStatus.DEAD, last_error=reason, secrets={})
    logger.error("letter given up", extra={"letter": letter.pk, "kind": letter.kind, "reason": reason})


def _move(letter, to, **facts):
    """Take a claimed letter on, unless the claim was lost: the number of the attempt tells whose it is."""
    mine = Letter.objects.filter(pk=letter.pk, status=LetterStatus.SENDING, attempts=letter.attempts)
    if not mine.update(status=to, **facts):
        logger.warning("letter was claimed anew meanwhile", extra={"letter": letter.pk})


def _judge(server, *, is_well):
    if is_well:
        server.succeeded()
    elif server.failed():
        logger.warning("The mail server is away or slow; letters wait.")


def _is_absence(problem):
    """Whether the server was not there, rather than there and of another opinion."""
    if isinstance(problem, smtplib.SMTPException):
        return isinstance(problem, smtplib.SMTPServerDisconnected | smtplib.SMTPConnectError)
    return isinstance(problem, OSError)


def _reason(problem):
    """What went wrong without a word of what the server said: it quotes addresses."""
    code = getattr(problem, "smtp_code", "")
    return f"{type(problem).__name__} {code}".strip()


def _is_final(problem):
    """Whether the server said never (5xx) to this recipient or letter, not just not now."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _ in problem.recipients.values())
    return isinstance(problem, smtplib.SMTPDataError) and 500 <= problem.smtp_code < 600
