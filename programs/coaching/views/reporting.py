"""Reports to the sponsor, and what the sponsor sees."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.decorators import member_view
from portal.ui.forms import PortalForm, apply_action, render_form, values_of
from portal.ui.nav import organization_url
from programs.coaching.actions import release_report, save_report, take_back_report
from programs.coaching.forms_proving import ReportForm
from programs.coaching.permissions import ASKING, can_report
from programs.coaching.queries import get_contract_for, parties_of
from programs.coaching.queries import reporting as reports
from programs.coaching.queries.sponsor_view import sponsor_view_of
from programs.covenant.queries import reading_of


@member_view
@require_GET
def report_list(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """The reports that this party can open."""
    contract, place = get_contract_for(request.membership, engagement_id)
    context = {
        **_around(contract, place),
        "reports": reports.reports_for(contract, place),
        "writes": can_report(place),
        "may_write": can_report(place) and contract.engagement.state in ASKING,
    }
    return render(request, "coaching/report_list.html", context)


def _around(contract, place) -> dict:
    parties = parties_of(contract)
    return {"contract": contract, "place": place, "people": parties, "sponsor": reports.sponsor_in(parties)}


@member_view
@require_http_methods(["GET", "POST"])
def report_write(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Write a report, or go on with it; only its client sees it."""
    contract, place = _own_contract(request, engagement_id)
    draft = reports.draft_of_report(place)
    initial = values_of(draft, ReportForm) if draft else {"with_objectives": True, "with_attendance": True}
    form = ReportForm(request.POST or None, initial=initial)
    saved = request.method == "POST" and form.is_valid()
    if saved and (report := apply_action(form, save_report, contract=contract, by=request.membership)):
        return redirect(organization_url(request, "coaching:report-preview", report_id=report.pk))
    opens = contract.engagement.state in ASKING
    return render_form(
        request, "coaching/report_form.html", {**_around(contract, place), "form": form, "opens": opens, "draft": draft}
    )


def _own_contract(request: HttpRequest, engagement_id: UUID) -> tuple:
    contract, place = get_contract_for(request.membership, engagement_id)
    if not can_report(place):
        raise Http404
    return contract, place


class ReleaseForm(PortalForm):
    """Nothing to fill in but what the client has seen."""


@member_view
@require_http_methods(["GET", "POST"])
def report_preview(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Exactly what the sponsor would read; a POST releases it."""
    report, contract, place = reports.get_own_report(request.membership, report_id)
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and apply_action(
        form, release_report, report=report, digest=request.POST.get("digest", ""), by=request.membership
    ):
        messages.success(request, "Released. You can take it back at any time.")
        return redirect(organization_url(request, "coaching:report-detail", report_id=report.pk))
    around = _around(contract, place)
    if report.released_at or around["sponsor"] is None:
        return render_form(request, "coaching/report_preview.html", {**around, "form": form, "report": report})
    page = reports.preview_of(report, contract, around["sponsor"])
    digest = reports.digest_of_report(report, reports.figures_to_release(report, contract, around["sponsor"]))
    context = {**around, "form": form, "report": report, "page": page, "digest": digest}
    return render_form(request, "coaching/report_preview.html", context)


@member_view
@require_GET
def report_detail(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """A released report, to read and to print."""
    report, contract, place = reports.get_report_for(request.membership, report_id)
    if report.released_at is None:
        return redirect(organization_url(request, "coaching:report-preview", report_id=report.pk))
    page = reports.report_page(report, place, reading_of(place))
    context = {**_around(contract, place), "report": report, "page": page, "own": report.client_id == place.pk}
    return render(request, "coaching/report_detail.html", context)


@member_view
@require_http_methods(["GET", "POST"])
def report_take_back(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Ask before nobody else can read it any more."""
    report, contract, place = reports.get_own_report(request.membership, report_id)
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and apply_action(form, take_back_report, report=report, by=request.membership):
        messages.success(request, "Taken back. Only you can read it now.")
        return redirect(organization_url(request, "coaching:report-list", engagement_id=contract.pk))
    context = {**_around(contract, place), "report": report, "form": form}
    return render_form(request, "coaching/report_take_back.html", context)


@member_view
@require_GET
def sponsor_view(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """The client looks at what the sponsor sees of this contract."""
    contract, place = _own_contract(request, engagement_id)
    around = _around(contract, place)
    view = sponsor_view_of(contract, place, around["sponsor"], around["people"]) if around["sponsor"] else None
    return render(request, "coaching/sponsor_view.html", {**around, "view": view})
