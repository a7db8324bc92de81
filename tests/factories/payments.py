"""What is set about payments."""

from commerce.payments.models import PaymentSettings


def set_payments(**choices):
    """Change the payment settings, as their form does."""
    settings = PaymentSettings.load()
    for name, choice in choices.items():
        setattr(settings, name, choice)
    settings.full_clean()
    settings.save()
