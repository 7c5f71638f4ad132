"""A coach's own log of hours, and the page on which a client says whether they stand there by name."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import member_view
from portal.ui.nav import organization_url
from programs.coaching.actions import allow_name_in_hours, export_hours
from programs.coaching.queries import coach_of, consent_given, get_consent_for, hours_of, is_coach_somewhere, parties_of


@member_view
@require_safe
def hours(request: HttpRequest) -> HttpResponse:
    """What this person has coached in this organization, by client, of all years or of one."""
    log = hours_of(request.membership, _year(request.GET.get("year", "")))
    context = {"log": log, "coaches": bool(log.years) or is_coach_somewhere(request.membership)}
    return render(request, "coaching/hours.html", context)


@member_view
@require_POST
def hours_export(request: HttpRequest) -> HttpResponse:
    """The same as a file. It leaves an entry in the audit trail, so it is a POST."""
    file = export_hours(by=request.membership, year=_year(request.POST.get("year", "")))
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"', "Cache-Control": "no-store"}
    return HttpResponse(file.content, content_type="text/csv; charset=utf-8", headers=headers)


def _year(asked: str) -> int | None:
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else None


@member_view
@require_http_methods(["GET", "POST"])
def hours_consent(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Say that one may stand by name in the coach’s log (`given=1`), or take it back (`given=0`)."""
    contract, place, consent = get_consent_for(request.membership, engagement_id)
    coach = coach_of(parties_of(contract))
    if request.method == "POST":
        given = request.POST.get("given") == "1"
        allow_name_in_hours(client=place, by=place, given=given)
        messages.success(request, _said(coach, given=given))
        return redirect(organization_url(request, "coaching:hours-consent", engagement_id=contract.pk))
    context = {"contract": contract, "engagement": contract.engagement, "coach": coach}
    return render(
        request, "coaching/hours_consent.html", context | {"consent": consent, "given": consent_given(consent)}
    )


def _said(coach, *, given: bool) -> str:
    if given:
        return f"Your name and address stand in {coach.name}’s log of hours."
    return f"Your name is gone from {coach.name}’s log of hours. The hours stay."
