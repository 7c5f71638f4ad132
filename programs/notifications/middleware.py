"""The number beside the bell."""

import logging

from django.db import Error as DatabaseError
from django.db import connection, transaction
from django.utils.functional import SimpleLazyObject

from programs.notifications.queries import unread_count

logger = logging.getLogger(__name__)


class UnreadNoticesMiddleware:
    """Sets `request.unread_notices`: counted with one query, and only if the page shows it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.unread_notices = SimpleLazyObject(lambda: _count(request))
        return self.get_response(request)


def _count(request) -> int:
    if request.membership is None:
        return 0
    if connection.in_atomic_block:
        return unread_count(request.membership)
    try:
        with transaction.atomic():  # a page about an error is made after the end of the request's transaction
            return unread_count(request.membership)
    except DatabaseError:
        logger.warning("The bell was shown without its number", exc_info=True)
        return 0  # what the page has to say is more important
