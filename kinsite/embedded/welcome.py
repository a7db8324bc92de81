"""What the demo says when it is ready."""

from .ports import HOST

PASSWORD = "calm-workspace-demo"
PEOPLE = {
    "customer@example.com": "buys",
    "editor@example.com": "writes stories",
    "publisher@example.com": "approves and publishes",
    "clerk@example.com": "packs, answers, receives returns",
    "manager@example.com": "also refunds, discounts, settings",
    "owner@example.com": "everything",
}


def block(*, port, environment):
    """One block with the addresses and the people of the demo."""
    shop, sandbox = f"http://{HOST}:{port}", f"http://{HOST}:{port + 1}"
    stripe = f"{sandbox}/stripe/"
    if not environment["STRIPE_API_HOST"].startswith(sandbox):
        stripe = environment["STRIPE_API_HOST"]
    rule = "─" * 72
    people = [f"    {address:<24} {role}" for address, role in PEOPLE.items()]
    return "\n".join(
        [
            rule,
            "  Kin Workspace is ready (a demo: nothing is sold, no card is charged)",
            "",
            f"    Shop       {shop}/",
            f"    Admin      {shop}/admin/",
            f"    Mailbox    {sandbox}/mail/",
            f"    Stripe     {stripe}",
            "",
            f"  People, all with the password {PASSWORD}",
            *people,
            "",
            "  Test card 4242 4242 4242 4242, any later date, any code.",
            "  Logs are in .data/logs/. Ctrl-C stops everything.",
            rule,
        ]
    )
