"""Support with its questions, shipping and returns."""

from __future__ import annotations

from kinsite.demo.catalogue_shape import say
from kinsite.demo.pages_shape import Page, listed, prose

MAIL = '<a href="mailto:hello@kinworkspace.example">hello@kinworkspace.example</a>'

SUPPORT = Page(
    path="support",
    title="Support",
    meta_description=say("""
        Answers on orders, delivery, assembly, care and guarantee at Kin Workspace, and how to reach a
        person who has built what you bought.
    """),
    intro="Most answers are here. For the others, write to us: a person reads it.",
    footer="help",
    in_menu=True,
    blocks=(
        ("heading", "Before you order"),
        (
            "questions",
            (
                (
                    "Can I see the wood before I buy?",
                    say("""
                        <p>Yes. Write to us with your address and we post three samples, oiled as the
                        furniture is. Wood is grown, so your desk will be a sibling of the sample, not a
                        twin.</p>
                    """),
                ),
                (
                    "Which desk size is right for me?",
                    say("""
                        <p>For a laptop alone, 120 cm. With a screen, 140. If you work on paper as well,
                        160. Every product page lists height, depth and the room left for your knees.</p>
                    """),
                ),
                (
                    "Do you sell to companies?",
                    say("""
                        <p>Gladly. Order in the shop as usual, or write to us for more than ten pieces of
                        one kind. Your company's name goes on the receipt if you enter it with the
                        address.</p>
                    """),
                ),
                (
                    "What does sold out mean?",
                    say("""
                        <p>That none is on the shelf today. We show real numbers: when a page says two are
                        left, two are left. What is sold out is usually being made.</p>
                    """),
                ),
            ),
        ),
        ("heading", "Your order"),
        (
            "questions",
            (
                (
                    "Where is my order?",
                    say("""
                        <p>The confirmation mail has a link to your order. It shows what is packed, what is
                        on its way and what has arrived. You do not need an account for it.</p>
                    """),
                ),
                (
                    "I have not received a confirmation.",
                    say(f"""
                        <p>It is sent within a minute of your payment. Look in the spam folder first. If it
                        is not there, write to {MAIL} with the name and the day, and we send it again.</p>
                    """),
                ),
                (
                    "Can I change or cancel it?",
                    say("""
                        <p>As long as nothing is packed, yes. Reply to the confirmation and tell us what to
                        change. After that, it comes back within thirty days.</p>
                    """),
                ),
                (
                    "My card was declined. What now?",
                    say("""
                        <p>The page says why, as far as your bank tells us. Your cart and your address are
                        kept. Try the same card again, or another: the order stays the same and is never
                        charged twice.</p>
                    """),
                ),
                (
                    "Which ways to pay are there?",
                    say("""
                        <p>Cards, and the wallets your device offers. Card data goes straight to our payment
                        provider and never touches our servers.</p>
                    """),
                ),
            ),
        ),
        ("heading", "At home"),
        (
            "questions",
            (
                (
                    "Is assembly difficult?",
                    say("""
                        <p>No. Most pieces need one key and ten minutes, and the key is in the box. The
                        product page says how long it takes. A second person helps with desk tops.</p>
                    """),
                ),
                (
                    "How do I care for oiled wood?",
                    say("""
                        <p>Dust it dry, wipe it damp, dry it at once. Once a year, rub in a thin coat of
                        hard-wax oil and let it rest overnight. A scratch sands out with fine paper along
                        the grain.</p>
                    """),
                ),
                (
                    "Something arrived damaged.",
                    say(f"""
                        <p>We are sorry. Take two photos, one of the damage and one of the box, and send
                        them to {MAIL}. You choose between a new part, a new piece or your money.</p>
                    """),
                ),
                (
                    "What does the guarantee cover?",
                    say("""
                        <p>Ten years on frames and solid wood, five on moving parts, two on lights and
                        cloth. Wear you can see coming is not a fault, but we have parts for that, too. Your
                        legal rights stay as they are.</p>
                    """),
                ),
            ),
        ),
        ("heading", "Write to us"),
        prose(
            f"""
            {MAIL}, Monday to Friday. We answer within one working day. Your order number, if you have one,
            saves a question.
            """,
        ),
        (
            "call_to_action",
            {
                "text": "How delivery works",
                "more": "Countries, days and what happens at the door.",
                "page": "support/shipping",
                "label": "Shipping",
            },
        ),
    ),
)

SHIPPING = Page(
    path="support/shipping",
    title="Shipping",
    meta_description=say("""
        Where Kin Workspace delivers, how long it takes, what it costs and how large pieces reach your room.
        United States, Canada and six European countries.
    """),
    intro="Where we deliver, how long it takes, and what happens at the door.",
    footer="help",
    blocks=(
        ("heading", "Where and how fast"),
        (
            "specifications",
            (
                ("United States and Canada", "Standard 3 to 6 working days, express 1 to 2"),
                ("Germany and Austria", "Standard 3 to 5 working days, express 1 to 2"),
                ("Netherlands, Belgium, Luxembourg, France", "Standard 3 to 5 working days, express 1 to 2"),
            ),
        ),
        prose(
            """
            Orders placed before noon on a working day are packed the same day. You get a mail when the
            parcel leaves us.
            """,
        ),
        ("heading", "What it costs"),
        prose(
            """
            The price follows the weight of everything in the cart and the country it goes to. You see it at
            checkout, with all taxes, before you pay. There is no handling fee and nothing is added later.
            """,
        ),
        ("heading", "Small, medium, large"),
        listed(
            "<strong>Small things</strong> such as notebooks and trays come by post or parcel service.",
            "<strong>Parcels</strong> up to 30 kg are brought to your door. A neighbour may sign for you.",
            """
            <strong>Large pieces</strong> such as desks and armchairs come with two people, to the room you
            name. They take the packaging along if you ask.
            """,
        ),
        ("heading", "At the door"),
        (
            "steps",
            (
                ("Count the boxes", "The label says 1 of 3, 2 of 3 and so on."),
                ("Look at the corners", "If one is crushed, note it with the driver and take a photo."),
                ("Keep the packaging for a week", "It is the best way to send something back."),
            ),
        ),
        ("heading", "Customs and taxes"),
        prose(
            """
            European orders are priced with tax included and travel within the European Union. In the United
            States and Canada, sales tax is worked out from your address at checkout.
            """,
        ),
        (
            "call_to_action",
            {
                "text": "If it does not fit",
                "more": "You have thirty days to decide.",
                "page": "support/returns",
                "label": "Returns",
            },
        ),
    ),
)

RETURNS = Page(
    path="support/returns",
    title="Returns",
    meta_description=say("""
        Thirty days to return anything from Kin Workspace: how to announce it, how to pack it and when your
        money is back with you.
    """),
    intro="Thirty days to live with it. If it is not right, it comes back.",
    footer="help",
    blocks=(
        ("heading", "In short"),
        (
            "specifications",
            (
                ("How long", "30 days from the day it arrives"),
                ("Condition", "Assembled is fine, damaged is not"),
                ("Cost", "We pay for faults and wrong deliveries; otherwise the label is deducted"),
                ("Money back", "To the same card or wallet, within 14 days at the latest"),
            ),
        ),
        ("heading", "How it goes"),
        (
            "steps",
            (
                ("Tell us", "Write with your order number and what comes back. No reason needed."),
                ("Pack it", "In its own box if you still have it. If not, we send one."),
                ("Hand it over", "At a parcel shop, or to the two people who brought it."),
                ("Get your money", "We look at it within three working days and send the refund."),
            ),
        ),
        ("heading", "What we cannot take back"),
        listed(
            "Notebooks that have been written in.",
            "Pieces cut or finished to your own measure.",
            "Anything after thirty days that is not covered by guarantee.",
        ),
        ("heading", "Your right of withdrawal in the European Union"),
        prose(
            f"""
            Consumers in the European Union may withdraw from a purchase within fourteen days without giving
            a reason. A clear statement by mail to {MAIL} is enough. Our thirty days come on top and take
            nothing away from it.
            """,
        ),
        ("heading", "If something is faulty"),
        prose(
            """
            That is not a return but our mistake. Send two photos. We repair, replace or refund, as you
            prefer, and we bear every cost.
            """,
        ),
    ),
)
