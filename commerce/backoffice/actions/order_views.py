"""What a colleague does with the order list itself: keep, name and delete views, choose columns."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from commerce.backoffice.actions.base import PostOnly
from commerce.backoffice.forms.order_list import ColumnsForm, ViewForm
from commerce.backoffice.models import SavedView
from commerce.backoffice.operations import choose_columns, delete_view, rename_view, save_view
from commerce.backoffice.viewsets.order_list import REFUSED, address_of
from commerce.errors import Refused
from commerce.orders.listing import OrderFilter
from commerce.orders.models import Order


class ListAction(PostOnly, PermissionCheckedMixin, View):
    """A POST from the list; afterwards the list is there again, with what was done or why not.

    What was typed into the form `form_name` is there again where it was refused.
    """

    form_name = ""

    model = Order
    permission_required = "view"

    def get_back_url(self):
        return address_of(self.chosen.query)

    @property
    def chosen(self):
        """The filter that the list was seen with."""
        return OrderFilter.parse(self.request.POST.get("query", ""))

    def own_view(self):
        return get_object_or_404(SavedView, pk=self.kwargs["view_pk"], owner=self.request.user)

    def post(self, request, *args, **kwargs):
        try:
            query = self.perform()
        except Refused as problem:
            query = self.refuse(problem.shopper_message)
        return HttpResponseRedirect(address_of(query))

    def refuse(self, words):
        """Say why not, and keep what was typed for the list that is shown next."""
        messages.error(self.request, words)
        if self.form_name:
            typed = {"name": self.request.POST.get("name", ""), "is_shared": "is_shared" in self.request.POST}
            self.request.session[REFUSED] = {"form": self.form_name, "typed": typed}
        return self.chosen.query

    def answer(self, form, said):
        """What a form says, if it is whole; else what is wrong with it is told and nothing is done."""
        if form.is_valid():
            return said(form.facts)
        return self.refuse(" ".join(text for texts in form.errors.values() for text in texts))


class SaveView(ListAction):
    """The filter that is seen, by a name of one's own."""

    form_name = "save"

    def perform(self):
        return self.answer(ViewForm(self.request.POST, user=self.request.user), self._save)

    def _save(self, facts):
        view = save_view(owner=self.request.user, chosen=self.chosen, **facts)
        messages.success(self.request, _("The view “%(name)s” is saved.") % {"name": view.name})
        return view.query


class RenameView(ListAction):
    """Another name for one's own view; shared with colleagues, or no more."""

    form_name = "rename"

    def perform(self):
        self.view = self.own_view()
        return self.answer(ViewForm(self.request.POST, user=self.request.user), self._rename)

    def _rename(self, facts):
        rename_view(view=self.view, **facts)
        messages.success(self.request, _("Saved."))
        return self.view.query


class DeleteView(ListAction):
    """One's own view is gone, for colleagues too; no order is touched."""

    def perform(self):
        view = self.own_view()
        delete_view(view=view)
        messages.success(self.request, _("The view “%(name)s” is deleted.") % {"name": view.name})
        return self.chosen.query


class ChooseColumns(ListAction):
    """Which columns this colleague looks at from now on."""

    def perform(self):
        return self.answer(ColumnsForm(self.request.POST), self._choose)

    def _choose(self, facts):
        choose_columns(owner=self.request.user, columns=facts["columns"])
        return self.chosen.query
