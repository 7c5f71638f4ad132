"""The web server's entry. It does not start where organizations would not be kept apart, or without keys."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()

from portal.tenancy.checks import refuse_unguarded  # noqa: E402 - the models are there only now
from portal.vault.checks import refuse_lost_keys  # noqa: E402

refuse_unguarded()
refuse_lost_keys()
