"""What is set about the shop."""

from commerce.shop.models import DeskSettings, SellerSettings


def set_desk(**choices):
    """Change delays and thresholds, as their form does."""
    settings = DeskSettings.load()
    for name, choice in choices.items():
        setattr(settings, name, choice)
    settings.full_clean()
    settings.save()


def set_seller(**choices):
    """Change who sells, as its form does."""
    settings = SellerSettings.load()
    for name, choice in choices.items():
        setattr(settings, name, choice)
    settings.full_clean()
    settings.save()
