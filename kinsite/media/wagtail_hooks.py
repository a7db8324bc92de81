"""What pictures add to Wagtail."""

from wagtail import hooks

from kinsite.media.encoding import QuickOperation


@hooks.register("register_image_operations")
def name_operations():
    return [("quick", QuickOperation)]
