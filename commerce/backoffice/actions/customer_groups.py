"""What staff do with groups of customers: begin, name and delete one, add and remove who is in it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.backoffice.actions.base import ActionView
from commerce.backoffice.forms.base import ConfirmForm
from commerce.backoffice.forms.customer_groups import GroupForm, MemberForm
from commerce.customers.models import CustomerGroup
from commerce.customers.operations import (
    add_member,
    create_group,
    delete_group,
    remove_member,
    rename_group,
)
from commerce.customers.queries import members_of
from commerce.errors import GroupNameTaken, MemberAlready, NoAccountThere


class GroupAction(ActionView):
    """An action on the group that the address names."""

    model = CustomerGroup
    header_icon = "group"

    @cached_property
    def group(self):
        return get_object_or_404(CustomerGroup, pk=self.kwargs["pk"])

    @property
    def trail(self):
        return [
            {"url": reverse("customer_groups:index"), "label": _("Customer groups")},
            {"url": reverse("customer_groups:page", args=[self.group.pk]), "label": self.group.name},
        ]

    def get_page_subtitle(self):
        return f"{self.get_page_title()}: {self.group.name}"

    def get_back_url(self):
        return reverse("customer_groups:page", args=[self.group.pk])


class CreateGroup(GroupAction):
    """A new group; its page is next, to add members."""

    form_class = GroupForm
    page_title = gettext_lazy("New customer group")
    submit_label = gettext_lazy("Create")
    active_label = gettext_lazy("Creating…")
    done = gettext_lazy("The group is made. Add its members now.")
    blamed = {GroupNameTaken: "name"}
    group = None

    @property
    def trail(self):
        return [{"url": reverse("customer_groups:index"), "label": _("Customer groups")}]

    def get_page_subtitle(self):
        return self.get_page_title()

    def get_back_url(self):
        return super().get_back_url() if self.group else reverse("customer_groups:index")

    def perform(self, facts, by):
        self.group = create_group(**facts, by=by)


class RenameGroup(GroupAction):
    form_class = GroupForm
    page_title = gettext_lazy("Rename")
    done = gettext_lazy("Saved.")
    blamed = {GroupNameTaken: "name"}

    def get_initial(self):
        return {"name": self.group.name}

    def perform(self, facts, by):
        rename_group(group=self.group, **facts, by=by)


class DeleteGroup(GroupAction):
    """Asked once more, since who was in it is forgotten with it."""

    form_class = ConfirmForm
    page_title = gettext_lazy("Delete")
    submit_label = gettext_lazy("Delete")
    active_label = gettext_lazy("Deleting…")
    done = gettext_lazy("The group is deleted.")
    is_gone = False

    @property
    def question(self):
        said = _("“%(name)s” is deleted for good, with its history. Members now: %(count)d.")
        return said % {"name": self.group.name, "count": members_of(self.group).count()}

    def get_back_url(self):
        return reverse("customer_groups:index") if self.is_gone else super().get_back_url()

    def perform(self, facts, by):
        delete_group(group=self.group)
        self.is_gone = True


class AddMember(GroupAction):
    form_class = MemberForm
    page_title = gettext_lazy("Add a member")
    submit_label = gettext_lazy("Add")
    active_label = gettext_lazy("Adding…")
    done = gettext_lazy("Added. Discounts for this group are theirs from now on.")
    blamed = {NoAccountThere: "email", MemberAlready: "email"}

    def perform(self, facts, by):
        add_member(group=self.group, **facts, by=by)


class RemoveMember(GroupAction):
    form_class = ConfirmForm
    page_title = gettext_lazy("Remove")
    submit_label = gettext_lazy("Remove")
    active_label = gettext_lazy("Removing…")
    done = gettext_lazy("Removed.")

    @cached_property
    def member(self):
        return get_object_or_404(members_of(self.group), pk=self.kwargs["member_pk"])

    @property
    def question(self):
        said = _(
            "%(email)s gets this group's discounts no more, in open carts too. Orders keep what they got."
        )
        return said % {"email": self.member.customer.email}

    def perform(self, facts, by):
        remove_member(member=self.member, by=by)
