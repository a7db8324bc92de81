"""The evidence of a dispute in the fields that the provider has for it. Pure."""

from commerce.payments.protocols import Evidence

# https://docs.stripe.com/api/disputes/update: a text of evidence holds no more.
LONGEST = 20_000
LOCALE = "en_US"


def evidence_from(pack) -> Evidence:
    """What is said to the bank, in the provider's fields; the newest parcel speaks for the delivery."""
    sent = [parcel for parcel in pack.parcels if parcel.handed_over_at]
    parcel = sent[-1] if sent else None
    return Evidence(
        customer_name=pack.customer,
        customer_email_address=pack.email,
        billing_address="\n".join(pack.billing),
        product_description=_cut("\n".join(sold_words(line) for line in pack.lines)),
        shipping_address="\n".join(pack.shipping),
        shipping_carrier=parcel.carrier if parcel else "",
        shipping_date=day(parcel.handed_over_at) if parcel else "",
        shipping_tracking_number=parcel.tracking_number if parcel else "",
        uncategorized_text=_cut("\n\n".join(filter(None, _chapters(pack)))),
    )


def _chapters(pack):
    yield f"Order {pack.number}, placed {moment(pack.placed_at)}, total {pack.total.written(LOCALE)}."
    yield _chapter("Mails to the customer", [mail_words(mail) for mail in pack.mails])
    yield _chapter("Parcels", [parcel_words(parcel) for parcel in pack.parcels])
    yield _chapter("Earlier orders of the customer", [earlier_words(found) for found in pack.earlier])
    yield _chapter("What happened", [f"{moment(step.at)} {step.what}" for step in pack.steps])


def _chapter(title, rows):
    return "\n".join([f"{title}:", *rows]) if rows else ""


def sold_words(line):
    """A line as it was sold."""
    name = f"{line.title} ({line.options})" if line.options else line.title
    return f"{line.quantity} × {name}, {line.sku}: {line.total.written(LOCALE)}"


def mail_words(mail):
    return f"{moment(mail.at)} {mail.subject} to {mail.recipient}: {mail.state}"


def parcel_words(parcel):
    """Who carries it under which number, and how far it is."""
    facts = [parcel.carrier, parcel.tracking_number, parcel.state]
    if parcel.handed_over_at:
        facts.append(f"handed over {day(parcel.handed_over_at)}")
    if parcel.delivered_at:
        facts.append(f"delivered {day(parcel.delivered_at)}")
    return ", ".join(filter(None, facts))


def earlier_words(order):
    return f"{order.number}, {day(order.placed_at)}: {order.total.written(LOCALE)}, {order.state}"


def day(at):
    return f"{at:%Y-%m-%d}"


def moment(at):
    return f"{at:%Y-%m-%d %H:%M} UTC"


def _cut(text):
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
