"""What all actions of staff have in common."""

from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from commerce.backoffice.trail_page import with_words
from commerce.errors import ChangedMeanwhile, Refused
from commerce.trail.versions import version_of
from kinsite.foundation import actors


class PostOnly:
    """What is only sent to: a look leads to where its button stands (`get_back_url`), and does nothing.

    Who was signed out in between comes here by a look, since signing in leads back to what was asked for.
    """

    http_method_names = ["post", "get", "head", "options"]

    def get(self, request, *args, **kwargs):
        messages.warning(request, _("Nothing was done: you were signed out in between. Please do it again."))
        return HttpResponseRedirect(self.get_back_url())


class ActionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """A page with the form of one action; a POST calls one operation, and a refusal says why.

    Subclasses say what it is called, `perform(facts, by)` it, and know the way back (`get_back_url`).
    """

    permission_required = "change"
    template_name = "commerce/backoffice/action.html"
    submit_label = gettext_lazy("Save")
    active_label = gettext_lazy("Saving…")
    done = ""
    question = ""
    trail = ()
    # The field that a refusal is about, where it is about one.
    blamed = {}

    def explain(self, problem: Refused):
        """Where the refusal belongs in the form, and its words."""
        return self.blamed.get(type(problem)), problem.shopper_message

    def form_valid(self, form):
        try:
            self.perform(form.facts, by=actors.staff(self.request.user))
        except Refused as problem:
            return self.refuse(form, problem)
        messages.success(self.request, self.done)
        return HttpResponseRedirect(self.get_back_url())

    def refuse(self, form, problem: Refused):
        form.add_error(*self.explain(problem))
        return self.form_invalid(form)

    def form_invalid(self, form):
        messages.validation_error(self.request, _("Nothing was changed: please look at the form."), form)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_header_title(self):
        """The window's title: a subtitle that says the action already stands alone."""
        subtitle = str(self.get_page_subtitle())
        return subtitle if subtitle.startswith(str(self.get_page_title())) else super().get_header_title()

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, *self.trail, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form = context["form"]
        return context | {
            "action_url": "",
            "media": form.media,
            "submit_button_label": self.submit_label,
            "submit_button_active_label": self.active_label,
            "has_unsaved_changes": form.is_bound,
            "back_url": self.get_back_url(),
            "question": self.question,
        }


class LookedAtAction(ActionView):
    """An action on what has a chain in the trail: refused where a colleague changed it since it was opened.

    Subclasses name the chain (`subject`); what begins has none.
    """

    subject = ""
    steps = ()

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        return {**kwargs, "initial": {**kwargs["initial"], "seen": version_of(self.subject)}}

    def refuse(self, form, problem):
        if isinstance(problem, ChangedMeanwhile):
            return self.show_what_changed(problem)
        return super().refuse(form, problem)

    def show_what_changed(self, problem):
        """Keep what was typed beside what a colleague changed; saving again is a decision then."""
        self.steps = [_in_words(entry) for entry in with_words(problem.entries)]
        data = self.request.POST.copy()
        data["seen"] = problem.entries[-1].sequence
        form = self.form_class(**{**self.get_form_kwargs(), "data": data})
        messages.error(self.request, problem.shopper_message)
        return self.render_to_response(self.get_context_data(form=form), status=409)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"steps": self.steps}


def _in_words(entry):
    facts = {"what": entry.field, "before": entry.old or "–", "after": entry.new or "–", "who": entry.who}
    return _("%(what)s: %(before)s → %(after)s (%(who)s)") % facts
