"""The bugs planted in saved cards."""

from tests.mutants.plants import Plant

S08 = "tests/security/test_s08_saved_cards.py"

SAVED_CARD_PLANTS = [
    Plant(
        "S08",
        "whoever knows a card's id deletes it",
        "commerce/checkout/wallets.py",
        "    card = next((card for card in saved_cards(user) if card.card_id == card_id), None)\n"
        "    if card is None:\n        raise CardNotFound\n    gateway().forget_card(card.card_id)\n"
        "    return card\n",
        "    gateway().forget_card(card_id)\n    return saved_cards(user)[0]\n",
        (S08, "neither_listed_nor_deleted"),
    ),
    Plant(
        "S08",
        "any wallet will do",
        "commerce/payments/queries.py",
        "Wallet.objects.filter(customer__user=user).first()",
        "Wallet.objects.first()",
        (S08, "wallet_of_its_own or neither_listed"),
    ),
    Plant(
        "S08",
        "no payment is bound to a wallet",
        "commerce/checkout/operations.py",
        "report = lend_wallet(report=begin_payment(payment=payment), user=user)",
        "report = begin_payment(payment=payment)",
        (S08, "its_owner or another_wallet"),
    ),
]
