"""Panels of the admin's Settings. Each model lives in the slice that reads it."""

from wagtail.contrib.settings.registry import register_setting

from commerce.invoices.models import SellerSettings
from commerce.payments.models import PaymentSettings
from commerce.reviews.models import ReviewSettings

register_setting(PaymentSettings, icon="tag")
register_setting(ReviewSettings, icon="comment")
register_setting(SellerSettings, icon="home")
