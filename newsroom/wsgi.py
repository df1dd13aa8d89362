"""The application as a web server loads it."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from newsroom.at_once import AtOnce

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
_handler = get_wsgi_application()
# `runserver` gives every request a thread; a web server has its workers, and no more.
application = _handler if settings.PRODUCTION else AtOnce(_handler)
