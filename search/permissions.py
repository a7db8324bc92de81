"""What staff may do with search: Django's own rights on its models, listed in Wagtail's form for groups."""

from django.contrib.auth.models import Permission

VIEW_QUERIES = "search.view_searchquery"


def rights_for_groups():
    """The right to read what was looked for; those on snippets Wagtail lists by itself."""
    app_label, codename = VIEW_QUERIES.split(".")
    return Permission.objects.filter(content_type__app_label=app_label, codename=codename)
