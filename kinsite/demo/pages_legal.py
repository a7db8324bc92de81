"""Privacy and terms: plausible, sober, and examples only."""

from __future__ import annotations

from kinsite.demo.catalogue_shape import say
from kinsite.demo.pages_shape import Block, Page, listed, prose

MAIL = '<a href="mailto:privacy@kinworkspace.example">privacy@kinworkspace.example</a>'

EXAMPLE: Block = prose(
    """
    <strong>This is a demonstration shop.</strong> The text below is an example. It has to be confirmed by
    the shop's lawyer before anything is sold for money.
    """
)

PRIVACY = Page(
    path="privacy",
    title="Privacy",
    meta_description=say("""
        Which personal data Kin Workspace processes when you visit and order, why, for how long, who
        receives it, and the rights you have.
    """),
    intro="What we know about you, why, for how long, and how to make us forget it.",
    footer="company",
    blocks=(
        EXAMPLE,
        ("heading", "Who is responsible"),
        prose(
            f"""
            Kin Workspace, 214 Example Street, Portland, OR 97201, United States, with its European
            establishment at Beispielweg 12, 04109 Leipzig, Germany. Questions about your data: {MAIL}.
            """,
        ),
        ("heading", "When you visit"),
        prose(
            """
            Our servers note the address of the page, the time, the kind of browser and a shortened network
            address, to keep the site running and safe. We set cookies that the shop needs: one for your
            session, one for your cart, one against forged forms. We load no fonts, scripts or pixels of
            third parties on the pages you read.
            """,
        ),
        ("heading", "When you order"),
        prose(
            """
            We process name, address, e-mail, an optional phone number and what you bought, to fulfil the
            contract with you. Names, addresses and numbers are stored encrypted. Payment takes place with
            our payment provider: card data goes there directly and is never stored by us.
            """,
        ),
        ("heading", "When you write to us or open an account"),
        prose(
            """
            We keep what you write in order to answer it. With an account you can see your orders and keep
            addresses for next time. You can delete the account whenever you like.
            """,
        ),
        ("heading", "Who else receives data"),
        listed(
            "The payment provider, to take payments and prevent fraud.",
            "The carrier that brings your parcel: name, address and, if you gave it, phone number.",
            "Our hosting and mail providers, bound by contract to act on our instructions only.",
            "Authorities, where the law obliges us.",
        ),
        ("heading", "How long we keep it"),
        (
            "specifications",
            (
                ("Server logs", "14 days"),
                ("Carts that were not ordered", "90 days"),
                ("Messages", "Two years after the last one"),
                ("Orders and receipts", "As long as tax law demands, ten years at most"),
            ),
        ),
        ("heading", "Your rights"),
        prose(
            """
            You may ask which data we hold about you, have it corrected, erased or handed over, restrict or
            object to its use, and withdraw a consent for the future. In the European Union you may complain
            to the data protection authority where you live. In California and other states with similar
            laws you may ask us to disclose and delete; we do not sell personal data.
            """,
        ),
        ("heading", "Changes"),
        prose("We change this page when what we do changes, and say so at its top."),
    ),
)

TERMS = Page(
    path="terms",
    title="Terms",
    meta_description=say("""
        The terms under which Kin Workspace sells: how a contract is made, prices, delivery, withdrawal,
        guarantee and liability.
    """),
    intro="The rules of buying from us, in as few words as they allow.",
    footer="company",
    blocks=(
        EXAMPLE,
        ("heading", "1. Who sells"),
        prose(
            """
            Your contract is with Kin Workspace, 214 Example Street, Portland, OR 97201, United States.
            Orders to countries of the European Union are fulfilled by its establishment at Beispielweg 12,
            04109 Leipzig, Germany.
            """,
        ),
        ("heading", "2. How a contract is made"),
        prose(
            """
            The shop shows what we offer. With the last button at checkout you order bindingly and with an
            obligation to pay. We confirm by e-mail; with that confirmation the contract is concluded. You
            can correct your entries until you press the button. The contract is in English or German, and
            we keep its text with your order.
            """,
        ),
        ("heading", "3. Prices and payment"),
        prose(
            """
            Prices in euros include value added tax. Prices in US dollars do not include sales tax, which is
            worked out from your address. Shipping is shown separately before you order. Payment is due at
            once, by the methods offered at checkout.
            """,
        ),
        ("heading", "4. Delivery"),
        prose(
            """
            We deliver to the countries named under <a href="/support/shipping/">Shipping</a>, within the
            days stated there. If something cannot be delivered, we tell you at once and return what you
            paid for it. For consumers, the risk passes when the goods are handed to them.
            """,
        ),
        ("heading", "5. Right of withdrawal"),
        prose(
            """
            Consumers in the European Union may withdraw within fourteen days of receiving the goods,
            without giving a reason. We repay what was paid, standard delivery included, within fourteen
            days of the notice, and may wait until the goods are back or shown to be on their way. Voluntary
            returns within thirty days are described under <a href="/support/returns/">Returns</a>.
            """,
        ),
        ("heading", "6. Faults and guarantee"),
        prose(
            """
            The law on faulty goods applies without limits. Beside it we give a guarantee of ten years on
            frames and solid wood, five years on moving parts, and two years on lights and cloth, from the
            day of delivery. It covers material and workmanship, not wear or misuse.
            """,
        ),
        ("heading", "7. Liability"),
        prose(
            """
            We are liable without limit for intent and gross negligence, for injury to life, body or health,
            and where product liability law says so. For slight negligence we are liable only for duties
            without which the contract would make no sense, and only for damage that was foreseeable.
            """,
        ),
        ("heading", "8. Law and disputes"),
        prose(
            """
            The law of the State of Oregon applies to orders from the United States, German law to orders
            from the European Union; consumers keep the protection of the law where they live. We are
            neither obliged nor willing to take part in dispute resolution before a consumer arbitration
            board.
            """,
        ),
    ),
)
