"""The page of one review, and what staff decide there: publish it, or refuse it with a reason."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from commerce.backoffice.actions.base import PostOnly
from commerce.backoffice.forms.reviews import DecisionForm, RefuseForm
from commerce.backoffice.permissions import CHANGE_REVIEWS, VIEW_ORDERS
from commerce.backoffice.queries import reviews_listed, steps_of
from commerce.errors import IllegalMove, ReviewRewritten
from commerce.reviews.models import Review
from commerce.reviews.operations import publish_review, refuse_review
from kinsite.foundation import actors


class ReviewPageView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """One review as it was written, the order that proves it, and what was decided so far."""

    model = Review
    permission_required = "view"
    header_icon = "comment"
    template_name = "commerce/backoffice/reviews/page.html"

    @cached_property
    def review(self):
        return get_object_or_404(reviews_listed().prefetch_related("photos"), pk=self.kwargs["pk"])

    def get_page_title(self):
        return self.review.title

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("reviews:index"), "label": _("Reviews")},
            {"url": "", "label": self.review.title},
        ]

    def get_context_data(self, **kwargs):
        user = self.request.user
        refuse_form = RefuseForm(prefix="refuse", initial={"edition": self.review.edition})
        return super().get_context_data(**kwargs) | {
            "review": self.review,
            "steps": steps_of(self.review),
            "can_change": user.has_perm(CHANGE_REVIEWS),
            "can_see_orders": user.has_perm(VIEW_ORDERS),
            "refuse_form": kwargs.get("bound", refuse_form),
        }


class ReviewAction(PostOnly, ReviewPageView):
    """A POST from the page of a review; what was wrong is said on that page."""

    permission_required = "change"
    form_class = DecisionForm
    done = ""

    def get_back_url(self):
        return reverse("reviews:page", args=[self.review.pk])

    def post(self, request, *args, **kwargs):
        form = self.form_class(request.POST, prefix="refuse")
        if not form.is_valid():
            messages.error(request, _("Nothing was changed: please look at the form."))
            return self.render_to_response(self.get_context_data(bound=form), status=422)
        try:
            self.perform(form.facts, by=actors.staff(request.user))
        except ReviewRewritten as problem:
            messages.error(request, problem.shopper_message)
        except IllegalMove:
            messages.error(request, _("A colleague decided a moment ago. Here is how it stands."))
        else:
            messages.success(request, self.done)
        return HttpResponseRedirect(self.get_back_url())


class Publish(ReviewAction):
    done = gettext_lazy("Published. Everybody can read it.")

    def perform(self, facts, by):
        publish_review(review=self.review, by=by, **facts)


class Refuse(ReviewAction):
    form_class = RefuseForm
    done = gettext_lazy("Refused. Nobody reads it in the shop.")

    def perform(self, facts, by):
        refuse_review(review=self.review, by=by, **facts)
