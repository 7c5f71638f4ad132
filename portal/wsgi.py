"""The web server's entry. It does not start on a database that would not keep organizations apart."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()

from portal.tenancy.checks import refuse_unguarded  # noqa: E402 - the models are there only now

refuse_unguarded()
