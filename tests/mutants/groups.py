"""The bugs planted in groups of customers, and in the discounts that are for them."""

from tests.mutants.plants import Plant

MEMBERS = "tests/commerce/customers/test_groups.py"
QUOTES = "tests/commerce/discounts/test_groups.py"
RULES = "tests/commerce/discounts/test_rules.py"
CODES = "tests/commerce/storefront/test_group_codes.py"

GROUP_PLANTS = [
    Plant(
        "groups",
        "everybody gets what is for a group",
        "commerce/discounts/rules.py",
        "if terms.groups and terms.groups.isdisjoint(facts.groups or ()):",
        "if False:",
        (RULES, "shares_one_of_its_groups"),
    ),
    Plant(
        "groups",
        "one has to be in all groups of a discount",
        "commerce/discounts/rules.py",
        "terms.groups.isdisjoint(facts.groups or ())",
        "not terms.groups <= (facts.groups or frozenset())",
        (RULES, "shares_one_of_its_groups"),
    ),
    Plant(
        "groups",
        "a guest is told that no account of theirs is a member",
        "commerce/discounts/rules.py",
        "return CodeForAccounts() if facts.groups is None else CodeForGroups()",
        "return CodeForGroups()",
        (CODES, "whatever_address_is_typed"),
    ),
    Plant(
        "groups",
        "what a typed address used is told before whether it is a member's",
        "commerce/discounts/rules.py",
        "    # Before all that a typed address decides",
        "    if terms.left_for_buyer is not None and terms.left_for_buyer <= 0 and facts.is_typed:\n"
        "        return CodeNotForBuyer()\n    # Before all that a typed address decides",
        (QUOTES, "makes_nobody_a_member"),
    ),
    Plant(
        "groups",
        "an address that was never proven makes a member",
        "commerce/customers/operations.py",
        "if customer is None or customer.user_id is None:",
        "if customer is None:",
        (MEMBERS, "make_no_member"),
    ),
    Plant(
        "groups",
        "whoever lost the account is a member still",
        "commerce/customers/queries.py",
        "GroupMember.objects.filter(customer=customer_id, customer__user__isnull=False)",
        "GroupMember.objects.filter(customer=customer_id)",
        (MEMBERS, "counts_for_nobody"),
    ),
    Plant(
        "groups",
        "a new account of the proven address is no member any more",
        "commerce/privacy/merge.py",
        "    give_memberships(customer=customer, guest=guest)\n",
        "",
        (MEMBERS, "member_again"),
    ),
    Plant(
        "groups",
        "a group goes while a discount is for it",
        "commerce/customers/operations.py",
        '[str(row.discount) for row in locked.conditions.select_related("discount")]',
        "[]",
        (MEMBERS, "discount_is_for_stays"),
    ),
    Plant(
        "groups",
        "whoever is forgotten stays in the groups",
        "commerce/customers/operations.py",
        "    GroupMember.objects.filter(customer=customer).delete()\n",
        "",
        (MEMBERS, "is_forgotten"),
    ),
]
