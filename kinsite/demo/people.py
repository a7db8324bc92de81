"""The people of the demo and what each may do. All share one password, printed when the demo starts."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from content.approval import set_up_workflow
from kinsite.accounts.models import User

PASSWORD = "calm-workspace-demo"  # noqa: S105 - it is no secret: the demo prints it

# Synonyms, and what comes first for a search.
TEACH_SEARCH = [
    f"{verb}_{kind}" for kind in ("synonym", "promotedresult") for verb in ("view", "add", "change", "delete")
]

# Snippets: what writers keep as drafts, and publishers let out.
SNIPPETS = ("announcement", "headermenu", "footermenu", "testimonial", "sizeguide", "careguide")
WRITE_SNIPPETS = [f"{verb}_{kind}" for kind in SNIPPETS for verb in ("view", "add", "change")]
PUBLISH_SNIPPETS = [f"{verb}_{kind}" for kind in SNIPPETS for verb in ("publish", "delete")]

# Group: permissions by codename, those on pages, those on pictures and documents.
GROUPS = {
    "Story writers": (
        ["access_admin", *WRITE_SNIPPETS],
        ["add_page", "change_page"],
        ["add_image", "change_image", "choose_image"],
    ),
    "Publishers": (
        [
            "access_admin",
            "view_product",
            "view_searchquery",
            "unpublish_in_emergency",
            *TEACH_SEARCH,
            *WRITE_SNIPPETS,
            *PUBLISH_SNIPPETS,
        ],
        ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
        ["add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"],
    ),
    "Clerks": (
        [
            "access_admin",
            "view_order",
            "change_order",
            "view_product",
            "view_stockitem",
            "change_stockitem",
            "view_review",
            "change_review",
            "view_creditaccount",
            "view_customergroup",
            "view_customer",
            "change_customer",
            "view_letter",
        ],
        [],
        [],
    ),
    "Managers": (
        [
            "access_admin",
            "view_order",
            "change_order",
            "export_order",
            "refund_order",
            "approve_refund",
            "change_refundlimit",
            "change_shippingmethod",
            "change_taxrate",
            "change_market",
            "view_dayfigures",
            "view_product",
            "add_product",
            "change_product",
            "change_price",
            "approve_priceproposal",
            "change_pricelimit",
            "view_stockitem",
            "change_stockitem",
            "view_review",
            "change_review",
            "change_desksettings",
            "change_mailsettings",
            "change_reviewsettings",
            "change_sellersettings",
            "answer_dispute",
            "view_difference",
            "change_difference",
            "view_discount",
            "add_discount",
            "change_discount",
            "view_creditaccount",
            "issue_creditaccount",
            "view_customergroup",
            "change_customergroup",
            "view_customer",
            "change_customer",
            "view_letter",
            "exempt_customer",
            "erase_customer",
            "impersonate_customer",
            "change_paymentsettings",
            "view_trailentry",
            "unpublish_in_emergency",
        ],
        [],
        ["add_image", "choose_image"],
    ),
}

# E-mail, first and last name, group; the owner may do everything.
STAFF = [
    ("editor@example.com", "Edda", "Writer", "Story writers"),
    ("publisher@example.com", "Paul", "Publisher", "Publishers"),
    ("clerk@example.com", "Clara", "Packer", "Clerks"),
    ("manager@example.com", "Mona", "Manager", "Managers"),
    ("owner@example.com", "Olive", "Owner", None),
]
CUSTOMER = "customer@example.com"


def lay_in_people():
    """One customer and five colleagues with verified addresses; those who are there stay as they are."""
    groups = {name: _group(name, *rights) for name, rights in GROUPS.items()}
    _person(CUSTOMER)
    set_up_workflow(
        name="Write, approve, publish",
        task="Approval",
        approvers=groups["Publishers"],
        page=Page.get_first_root_node(),
    )
    for email, first_name, last_name, group in STAFF:
        person = _person(
            email, first_name=first_name, last_name=last_name, is_staff=True, is_superuser=group is None
        )
        if group:
            person.groups.add(groups[group])


def _person(email, **facts):
    person = User.objects.filter(email=email).first()
    if person is None:
        person = User.objects.create_user(email, PASSWORD, **facts)
        EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


def _group(name, codenames, on_pages, on_files):
    group, is_new = Group.objects.get_or_create(name=name)
    if is_new:
        # dj-stripe's mirror has models of the same names, and nobody is to change those.
        offered = Permission.objects.exclude(content_type__app_label="djstripe")
        group.permissions.set(offered.filter(codename__in=codenames))
        root, files = Page.get_first_root_node(), Collection.get_first_root_node()
        for codename in on_pages:
            GroupPagePermission.objects.create(group=group, page=root, permission=_permission(codename))
        for codename in on_files:
            GroupCollectionPermission.objects.create(
                group=group, collection=files, permission=_permission(codename)
            )
    return group


def _permission(codename):
    return Permission.objects.filter(codename=codename).order_by("pk").first()
