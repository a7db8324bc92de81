"""The forms of what is set about the shop."""

from wagtail.admin.forms import WagtailAdminModelForm

from commerce.shop.models import BOUNDS


class DeskSettingsForm(WagtailAdminModelForm):
    """Numbers that a browser keeps within their bounds, too."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (least, most) in BOUNDS.items():
            self.fields[name].widget.attrs |= {"min": least, "max": most}
