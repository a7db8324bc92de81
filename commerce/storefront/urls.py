"""The shop's own addresses."""

urlpatterns = []
