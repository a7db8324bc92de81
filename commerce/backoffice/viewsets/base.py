"""What the screens of the shop have in common."""

from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permissions import policy_registry


class ShopListView(IndexView):
    """A list of the Shop menu, for those who may look: nothing in its header but what a list adds."""

    any_permission_required = ["view"]
    paginate_by = 50
    list_export = []

    @cached_property
    def header_buttons(self):
        return []

    @cached_property
    def header_more_buttons(self):
        return []


class ShopViewSet(ViewSet):
    """A screen of the Shop menu, shown to those with a right on its model: to look, or another one."""

    model = None
    right = "view"

    @property
    def menu_url(self):
        return reverse(self.get_url_name("index"))

    @cached_property
    def menu_item_class(self):
        model, right = self.model, self.right

        class ShownToThoseWhoMayLook(MenuItem):
            def is_shown(self, request):
                return policy_registry.get_by_type(model).user_has_permission(request.user, right)

        return ShownToThoseWhoMayLook

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(
            model=self.model,
            header_icon=self.icon,
            index_url_name=self.get_url_name("index"),
            index_results_url_name=self.get_url_name("index_results"),
            **kwargs,
        )
