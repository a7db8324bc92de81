"""The calendar of what goes live and ends by the clock."""

import re
from calendar import Calendar
from datetime import date, datetime, time, timedelta

from babel import Locale
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.models import Page
from wagtail.permissions import policy_registry

from content.queries.planned import moments_between

TITLE = _("Calendar")
MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")
WORK = ["change", "publish"]


def may_plan(person) -> bool:
    """Whether somebody works on any page at all."""
    return policy_registry.get_by_type(Page).user_has_any_permission(person, WORK)


class CalendarView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """One month of the pages that somebody may edit or publish, in the time zone of their account."""

    permission_required = "plan"
    template_name = "content/admin/calendar.html"
    page_title = TITLE
    header_icon = "calendar-alt"
    _show_breadcrumbs = True

    def user_has_permission(self, permission):
        return may_plan(self.request.user)

    @cached_property
    def month(self):
        """The first day of the month that is asked for, else of this one."""
        asked = MONTH.fullmatch(self.request.GET.get("month", ""))
        return date(int(asked[1]), int(asked[2]), 1) if asked else timezone.localdate().replace(day=1)

    @cached_property
    def weeks(self):
        """The days of the month by weeks, which begin as the reader's language has it."""
        first = Locale.parse(get_language().replace("-", "_")).first_week_day
        return Calendar(first).monthdatescalendar(self.month.year, self.month.month)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        found = self._found()
        today = timezone.localdate()
        return {
            **super().get_context_data(**kwargs),
            "month": self.month,
            "zone": timezone.get_current_timezone_name(),
            "days": [{"date": day, "name": date_format(day, "l")} for day in self.weeks[0]],
            "weeks": [
                [
                    {
                        "day": day,
                        "is_other": day.month != self.month.month,
                        "is_today": day == today,
                        "moments": found.get(day, []),
                    }
                    for day in week
                ]
                for week in self.weeks
            ],
            "before": self._address(self.month - timedelta(days=1)),
            "after": self._address(self.month + timedelta(days=31)),
        }

    def _found(self):
        pages = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(
            self.request.user, WORK
        )
        begin = timezone.make_aware(datetime.combine(self.weeks[0][0], time.min))
        end = timezone.make_aware(datetime.combine(self.weeks[-1][-1], time.max))
        days = {}
        for moment in moments_between(pages, begin, end):
            local = timezone.localtime(moment["when"])
            days.setdefault(local.date(), []).append({**moment, "when": local})
        return days

    def _address(self, day):
        return f"{reverse('planned_calendar')}?month={day:%Y-%m}" if MONTH.fullmatch(f"{day:%Y-%m}") else ""


class CalendarItem(MenuItem):
    """In the menu of those who work on pages."""

    def is_shown(self, request):
        return may_plan(request.user)
