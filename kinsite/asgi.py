"""The ASGI application, for hosts that serve no WSGI."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinsite.settings.production")

application = get_asgi_application()
