"""What must not stand in a log."""

import logging
import re
import traceback
from collections.abc import Mapping

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, InterfaceError, OperationalError, ProgrammingError
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.urls import NoReverseMatch
from django.utils.html import escape
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

SLASH = "(?:/|%2F)"  # also quoted, behind ?next=
SECRETS = re.compile(
    rf"((?:invitation|answer|evaluation|supporting|unsubscribe|calendar{SLASH}[0-9a-f-]{{36}}){SLASH})[^/%?\s\"]+",
    re.IGNORECASE,
)
SEARCHED = re.compile(r"([?&](?:q|words|search)=)[^&\s\"]+")  # what somebody looks for in their notes


class HideSecrets(logging.Filter):
    """Django logs the address of every refused request; some addresses open a door by themselves.

    Those are an invitation, links to answer, to questions, to support and to end mails, and a calendar's feed. Celery
    quotes the exception of a task that failed in its line.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, without the secrets in it."""
        if record.exc_info and isinstance(record.args, Mapping) and "exc" in record.args:
            error = record.exc_info[1]
            record.args = {**record.args, "exc": type(error).__name__}
        message = record.getMessage()
        if SECRETS.search(message) or SEARCHED.search(message):
            record.msg, record.args = SEARCHED.sub(r"\1…", SECRETS.sub(r"\1…", message)), None
        return True


# Exceptions whose first line is about code, names or the database, never about what somebody wrote. Integrity errors
# name the constraint there and the values below.
SPEAK = (
    ImproperlyConfigured,
    InterfaceError,
    IntegrityError,
    OperationalError,
    ProgrammingError,
    ImportError,
    NameError,
    AttributeError,
    RecursionError,
    ConnectionError,
    TimeoutError,
    NoReverseMatch,
    TemplateDoesNotExist,
    TemplateSyntaxError,
)


def quiet_traceback(error: BaseException) -> str:
    """Where it went wrong and in which class of exception; what the exception says only if it is about the code.

    Its own words may be a person's: `invalid literal for int() with base 10: …` repeats what was typed.
    """
    parts = []
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None and earlier is not error:
        parts += [quiet_traceback(earlier), "", "After that:", ""]
    parts.append("Traceback (most recent call last):")
    parts += [line.rstrip("\n") for line in traceback.format_tb(error.__traceback__)]
    parts.append(f"{type(error).__module__}.{type(error).__qualname__}: {quiet_words(error)}")
    return "\n".join(parts)


def quiet_words(error: BaseException) -> str:
    """What an exception says, if it can be no person's words."""
    if isinstance(error, SPEAK) or getattr(error, "names_no_words", False):
        return SECRETS.sub(r"\1…", str(error).partition("\n")[0])
    return "(words left out)"


class QuietFormatter(logging.Formatter):
    """Lines of the log, with tracebacks that quote nobody."""

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler may have kept its own words there
        return super().format(record)

    def formatException(self, ei) -> str:
        return quiet_traceback(ei[1]) if ei[1] else ""


class QuietReporterFilter(SafeExceptionReporterFilter):
    """For whatever reports errors the way Django does: no local variables, nothing that was posted, no cookies."""

    def is_active(self, request):
        return not settings.DEBUG

    def get_post_parameters(self, request):
        return {} if self.is_active(request) else super().get_post_parameters(request)

    def get_traceback_frame_variables(self, request, tb_frame):
        return [] if self.is_active(request) else super().get_traceback_frame_variables(request, tb_frame)

    def get_safe_cookies(self, request):
        return {} if self.is_active(request) else super().get_safe_cookies(request)


class QuietReporter(ExceptionReporter):
    """The whole report of an error outside DEBUG: which page, and the traceback that quotes nobody."""

    def get_traceback_text(self):
        return super().get_traceback_text() if settings.DEBUG else self._quiet()

    def get_traceback_html(self):
        return super().get_traceback_html() if settings.DEBUG else f"<pre>{escape(self._quiet())}</pre>"

    def _quiet(self) -> str:
        page = f"{self.request.method} {self.request.path}" if self.request else "no request"
        page = SECRETS.sub(r"\1…", page)
        return f"{page}\n\n{quiet_traceback(self.exc_value) if isinstance(self.exc_value, BaseException) else ''}"
