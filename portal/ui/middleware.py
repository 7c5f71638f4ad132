"""A rule that said no outside of a form: the person reads why, on a page, and can go back."""

import logging
from urllib.parse import urlsplit

from django.db import Error as DatabaseError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from portal.errors import DomainError
from portal.ui.nav import find_url

logger = logging.getLogger(__name__)


class RefusedMiddleware:
    """Answers a DomainError that left a view, as after a form of one button, with 409 and its sentence.

    The request's transaction has been rolled back by then, so nothing of the step is kept.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a refusal into a page; every other exception goes on."""
        if not isinstance(exception, DomainError):
            return None
        response = HttpResponse(self._page(request, exception.message), status=409)
        if getattr(request, "htmx", False):
            # The page replaces the whole of what is shown, whatever small part was asked for.
            response["HX-Retarget"] = response["HX-Reselect"] = "#main"
            response["HX-Reswap"] = "outerHTML"
        return response

    def _page(self, request: HttpRequest, message: str) -> str:
        context = {"message": message, "back": back_href(request)}
        try:
            with transaction.atomic():
                return render_to_string("refused.html", context, request=request)
        except (DatabaseError, transaction.TransactionManagementError):
            # The shell may want a query that the broken transaction can't answer: then go without the shell.
            logger.warning("The refusal page was shown without its shell", exc_info=True)
            return render_to_string("refused.html", {**context, "layout": "bare.html"})


def back_href(request: HttpRequest) -> str:
    """The page the person came from, if it is one of ours and not the refused address itself; else home."""
    referer = request.META.get("HTTP_REFERER", "")
    safe = url_has_allowed_host_and_scheme(
        referer, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    parts = urlsplit(referer)
    if referer and safe and parts.path and parts.path != request.path:
        return parts.path + (f"?{parts.query}" if parts.query else "")
    return find_url(request, "dashboard:home") or find_url(request, "start") or "/"
