"""The number beside the bell."""

from django.db import transaction
from django.utils.functional import SimpleLazyObject

from programs.notifications.queries import unread_count


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
    with transaction.atomic(savepoint=False):  # a page about an error is made outside of the request's transaction
        return unread_count(request.membership)
