"""The door by which a web server (gunicorn) calls Kith."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.project.settings")
application = get_wsgi_application()
