"""One change to many products: asked for below the list, looked at with all that is skipped, then done."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from commerce.backoffice.actions.base import PostOnly
from commerce.backoffice.forms.together import SKIPS, WHATS, BulkForm, ValueForm
from commerce.catalogue.models import Product
from commerce.catalogue.operations import edit_products, judge_products
from kinsite.foundation import actors

SKIPPED_SHOWN = 50


class EditTogether(PostOnly, PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A POST asks for the value, the next says what would happen, the third does it."""

    model = Product
    permission_required = "change"
    header_icon = "tag"
    page_title = gettext_lazy("Change products together")
    template_name = "commerce/backoffice/products/together.html"

    def get_back_url(self):
        return reverse("products:index")

    def post(self, request, *args, **kwargs):
        form = BulkForm(request.POST)
        if not form.is_valid():
            messages.error(request, " ".join(form.non_field_errors()) or _("Nothing was changed."))
            return self.back(request.POST.get("query", ""))
        is_said = "value" in request.POST or not ValueForm(what=form.what).fields
        value = ValueForm(request.POST if is_said else None, what=form.what)
        if not value.is_valid():
            return self.answer(form, value, status=422 if is_said else 200)
        if "confirmed" in request.POST:
            return self.done(form, value)
        judged = judge_products(edit=value.edit, product_ids=form.product_ids)
        return self.answer(form, value, judged=judged)

    def done(self, form, value):
        by = actors.staff(self.request.user)
        judged = edit_products(edit=value.edit, product_ids=form.product_ids, by=by)
        count, skipped = len(judged.changed), len(judged.skipped)
        words = ngettext("%(count)d product is changed.", "%(count)d products are changed.", count)
        said = [words % {"count": count}]
        if skipped:
            words = ngettext("%(count)d was skipped.", "%(count)d were skipped.", skipped)
            said.append(words % {"count": skipped})
        messages.success(self.request, " ".join(said))
        return self.back(form.cleaned_data["query"])

    def back(self, query):
        url = self.get_back_url()
        return HttpResponseRedirect(f"{url}?{query}" if query else url)

    def answer(self, form, value, judged=None, status=200):
        query = form.cleaned_data["query"]
        context = self.get_context_data(
            form=form,
            value=value,
            judged=judged,
            skipped=[(product, SKIPS[reason]) for product, reason in judged.skipped[:SKIPPED_SHOWN]]
            if judged
            else [],
            what=WHATS[form.what],
            unnamed=max(0, len(judged.skipped) - SKIPPED_SHOWN) if judged else 0,
            ids=",".join(map(str, form.product_ids)),
            count=len(form.product_ids),
            query=query,
            back_url=reverse("products:index") + (f"?{query}" if query else ""),
        )
        return self.render_to_response(context, status=status)

    def get_page_subtitle(self):
        return ""

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("products:index"), "label": _("Products")},
            {"url": "", "label": self.get_page_title()},
        ]
