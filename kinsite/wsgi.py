"""The WSGI application that gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import resolve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinsite.settings.production")

application = get_wsgi_application()

# What lives as long as the process is loaded before it forks, and passed over by the collector: to look
# through it took 0.2 s of whichever request was under way, and made each worker write a copy of its own.
resolve("/livez")
gc.collect()
gc.freeze()
