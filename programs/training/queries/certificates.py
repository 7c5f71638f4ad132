"""Reads over certificates, also by code for anybody."""

from django.db import connection
from django.http import Http404

from portal.tenancy.context import current, organization_context
from programs.training.models import Certificate, Enrollment

CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 and O, no 1 and I
CODE_LENGTH = 8


def certificate_of(enrollment: Enrollment) -> Certificate:
    """The certificate of an enrollment, or 404."""
    try:
        return Certificate.objects.get(enrollment=enrollment)
    except Certificate.DoesNotExist:
        raise Http404 from None


def spelled_code(typed: str) -> str:
    """A code as it is stored, whatever the case, spaces and hyphens with which it was typed; "" if it is none."""
    plain = "".join(letter for letter in typed.upper() if letter not in " -\u2010\u2011\u2012\u2013\u2014_.\t")
    if len(plain) != CODE_LENGTH or any(letter not in CODE_ALPHABET for letter in plain):
        return ""
    return f"{plain[:4]}-{plain[4:]}"


def check_certificate(typed: str) -> Certificate | None:
    """The certificate with this code, of whatever organization; for the public page, which has no context."""
    code = spelled_code(typed)
    if not code:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.certificate_organization(%s)", [code])
        organization_id = cursor.fetchone()[0]
    if organization_id is None:
        return None
    with organization_context(organization_id, current().user_id):
        return Certificate.objects.filter(code=code).first()
