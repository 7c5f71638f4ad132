"""Pages of openings: oversight, emergency, and what is read through them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.decorators import administrator_view, manager_view
from portal.errors import DomainError, NotAllowed
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.notes import actions, permissions, queries
from programs.notes.forms import ReasonForm
from programs.notes.lifecycle import OpeningState
from programs.notes.views.ways import posted

PAGE = 25
OVERSIGHT, EMERGENCY = "oversight", "emergency"
DECISIONS = {"approve": actions.approve_emergency, "refuse": actions.refuse_emergency}
HAVE_A_PLACE = "You have a place here, or had one. Somebody else who runs the program has to do this."


@manager_view
@require_http_methods(["GET", "POST"])
def oversight_open(request, engagement_id):
    """Open the notes of an engagement with a reason, where its covenant reserves that."""
    engagement, terms = queries.get_reserved_engagement(request.membership, engagement_id, OVERSIGHT)
    if not permissions.can_oversee(request.membership, engagement):
        raise NotAllowed(HAVE_A_PLACE)
    form = ReasonForm(posted(request))
    if form.is_valid() and (
        opening := apply_action(form, actions.open_for_oversight, engagement=engagement, by=request.membership)
    ):
        return _to(request, "notes:opening-read", opening)
    return _form(request, form, engagement, terms, OVERSIGHT)


@administrator_view
@require_http_methods(["GET", "POST"])
def emergency_ask(request, engagement_id):
    """Ask another administrator to agree that one reads the notes of an engagement."""
    engagement, terms = queries.get_reserved_engagement(request.membership, engagement_id, EMERGENCY)
    if not permissions.can_ask_emergency(request.membership, engagement):
        raise NotAllowed(HAVE_A_PLACE)
    form = ReasonForm(posted(request))
    if form.is_valid() and (
        opening := apply_action(form, actions.ask_emergency, engagement=engagement, by=request.membership)
    ):
        return _to(request, "notes:opening-decide", opening)
    return _form(request, form, engagement, terms, EMERGENCY)


def _form(request, form, engagement, terms, kind):
    now = timezone.now()
    context = {"form": form, "engagement": engagement, "terms": terms, "kind": kind}
    context["mine"] = queries.open_now(engagement, request.membership, kind, now)
    context["waiting"] = kind == EMERGENCY and queries.waiting_emergency(engagement, now)
    return render_form(request, "notes/opening_form.html", context)


@administrator_view
@require_http_methods(["GET"])
def opening_list(request):
    """Every opening of the organization."""
    page = Paginator(queries.openings_for(request.membership), PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    for opening in page:
        opening.state = queries.state_of(opening, now)
    return render(request, "notes/opening_list.html", {"page": page})


@administrator_view
@require_http_methods(["GET", "POST"])
def opening_decide(request, opening_id):
    """One opening; who may decide it does so here."""
    opening = queries.get_opening_for(request.membership, opening_id)
    if request.method == "POST":
        decide = DECISIONS.get(request.POST.get("decision", ""))
        if decide is None:
            raise DomainError("Choose whether you agree or refuse. Nothing was changed.")
        opening = decide(opening=opening, by=request.membership)
        messages.success(request, "Opened. Everybody there is told." if opening.approved_at else "Refused.")
        return _to(request, "notes:opening-decide", opening)
    opening.state = queries.state_of(opening, timezone.now())
    may_decide = permissions.can_decide_emergency(request.membership, opening)
    context = {"opening": opening, "engagement": opening.engagement, "may_decide": may_decide}
    context["reads"] = opening.state == OpeningState.OPEN and opening.asked_by_id == request.membership.pk
    return render(request, "notes/opening_decide.html", context)


@manager_view
@require_http_methods(["GET"])
def opening_read(request, opening_id):
    """The notes that an opening shows to who asked for it, as long as it is open; each is in the ledger."""
    opening = queries.get_opening_to_read(request.membership, opening_id)
    opening.state = queries.state_of(opening, timezone.now())
    page = Paginator(queries.notes_through(opening, request.membership), PAGE).get_page(request.GET.get("page"))
    page.object_list = actions.record_accesses(notes=list(page), reader=request.membership, opening=opening)
    context = {"opening": opening, "engagement": opening.engagement, "page": page}
    return render(request, "notes/opening_read.html", context)


def _to(request, name, opening):
    return redirect(organization_url(request, name, opening_id=opening.pk))
