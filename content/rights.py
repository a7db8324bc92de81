"""What editors may do that is a right on no model of the house: pages are Wagtail's."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EditorsRight(models.Model):
    """Holds rights and no rows; there is no table of it."""

    class Meta:
        managed = False
        default_permissions = ()
        permissions = [("unpublish_in_emergency", _("Can take any live page down at once"))]
        verbose_name = _("right on pages")
        verbose_name_plural = _("rights on pages")
