"""Pages of coaches: who there is, one of them, and what they can show."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import administrator_view, member_view
from accounts.queries import get_person
from portal.errors import NotAllowed
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.coaching import actions
from programs.coaching.forms_coaches import (
    AnswerCredentialForm,
    CredentialForm,
    FindCoachForm,
    NewProfileForm,
    ProfileForm,
)
from programs.coaching.permissions_coaches import can_check_credential, can_write_credential, can_write_profile
from programs.coaching.queries.choices import choices_of, open_coaching_programs, proposals_of_coach
from programs.coaching.queries.coaches import (
    cards_of,
    coach_profiles,
    credentials_expired,
    credentials_to_check,
    find_profile,
    get_coach,
    get_credential,
)

PAGE = 20


def _to_coach(request: HttpRequest, coach_id: UUID) -> HttpResponse:
    return redirect(organization_url(request, "coaching:coach-detail", coach_id=coach_id))


def _posted(request: HttpRequest):
    return request.POST if request.method == "POST" else None


@member_view
@require_safe
def coach_list(request: HttpRequest) -> HttpResponse:
    """The coaches, for members who look for one and for those who run programs."""
    form = FindCoachForm(request.GET)
    found = {name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}
    page = Paginator(coach_profiles(**found), PAGE).get_page(request.GET.get("page"))
    own = request.membership
    context = {
        "form": form,
        "filtered": bool(found),
        "page": page,
        "cards": cards_of(page),
        "programs": open_coaching_programs(),
        "choices": choices_of(own),
        "asked": len(proposals_of_coach(own)),
        "writes_own": can_write_profile(own, own) and not own.is_administrator,
        "to_check": len(credentials_to_check()) if own.is_administrator else 0,
    }
    return render(request, "coaching/coach_list.html", context)


@member_view
@require_safe
def coach_detail(request: HttpRequest, coach_id: UUID) -> HttpResponse:
    """One coach, as every member sees them; the coach and administrators find their buttons."""
    card = get_coach(coach_id)
    me, coach = request.membership, card.membership
    context = {
        "card": card,
        "coach": coach,
        "is_own": me.pk == coach.pk,
        "may_write": can_write_profile(me, coach),
        "may_credit": can_write_credential(me, coach),
        "may_check": can_check_credential(me, coach),
    }
    return render(request, "coaching/coach_detail.html", context)


@administrator_view
@require_http_methods(["GET", "POST"])
def coach_create(request: HttpRequest) -> HttpResponse:
    """Write the profile of a member who coaches."""
    form = NewProfileForm(_posted(request))
    if form.is_valid() and (profile := apply_action(form, actions.save_profile, by=request.membership)):
        messages.success(request, "The profile is written. Every member can see it.")
        return _to_coach(request, profile.membership_id)
    return render_form(request, "coaching/coach_form.html", {"form": form})


@member_view
@require_http_methods(["GET", "POST"])
def coach_change(request: HttpRequest, coach_id: UUID) -> HttpResponse:
    """Write a profile anew; a coach who has none begins here."""
    coach = get_person(coach_id)
    if not can_write_profile(request.membership, coach):
        raise NotAllowed("A profile is written by administrators and by the coach.")
    profile = find_profile(coach)
    named = cards_of([profile])[0].competencies if profile else []
    form = ProfileForm(_posted(request), initial=_as_it_is(profile, named), named=named)
    if form.is_valid() and apply_action(form, actions.save_profile, coach=coach, by=request.membership):
        messages.success(request, "Saved. Contracts that run stay as they are.")
        return _to_coach(request, coach.pk)
    context = {"form": form, "coach": coach, "profile": profile, "is_own": coach.pk == request.membership.pk}
    return render_form(request, "coaching/coach_form.html", context)


def _as_it_is(profile, named) -> dict:
    if profile is None:
        return {}
    names = ("source", "provider", "approach", "languages", "capacity", "is_open")
    return {**{name: getattr(profile, name) for name in names}, "competencies": [str(row.pk) for row in named]}


@member_view
@require_http_methods(["GET", "POST"])
def credential_create(request: HttpRequest, coach_id: UUID) -> HttpResponse:
    """A coach writes down what they can show."""
    card = get_coach(coach_id)
    if not can_write_credential(request.membership, card.membership):
        raise NotAllowed("Credentials are written by the coach whose they are.")
    form = CredentialForm(_posted(request))
    known = {"profile": card.profile, "by": request.membership}
    if form.is_valid() and apply_action(form, actions.add_credential, **known):
        messages.success(request, "Written down. An administrator looks at it; until then it is shown as not checked.")
        return _to_coach(request, coach_id)
    return render_form(request, "coaching/coach_credential.html", {"form": form, "coach": card.membership})


@member_view
@require_http_methods(["GET", "POST"])
def credential_change(request: HttpRequest, credential_id: UUID) -> HttpResponse:
    """The coach changes it, for instance with a new date."""
    credential = get_credential(credential_id)
    coach = credential.profile.membership
    if not can_write_credential(request.membership, coach):
        raise NotAllowed("Credentials are written by the coach whose they are.")
    initial = {name: getattr(credential, name) for name in CredentialForm.base_fields}
    form = CredentialForm(_posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        changed = apply_action(form, actions.change_credential, credential=credential, by=request.membership)
        if changed is not None:
            messages.success(request, "Saved. It is looked at again." if changed else "Nothing was changed.")
            return _to_coach(request, coach.pk)
    return render_form(
        request, "coaching/coach_credential.html", {"form": form, "coach": coach, "credential": credential}
    )


@member_view
@require_POST
def credential_remove(request: HttpRequest, credential_id: UUID) -> HttpResponse:
    """The coach takes it off their page."""
    credential = get_credential(credential_id)
    actions.remove_credential(credential=credential, by=request.membership)
    messages.success(request, "Removed. Nobody sees it any more.")
    return _to_coach(request, credential.profile.membership_id)


@administrator_view
@require_POST
def credential_answer(request: HttpRequest, credential_id: UUID) -> HttpResponse:
    """An administrator says whether it is true."""
    credential = get_credential(credential_id)
    form = AnswerCredentialForm(request.POST)
    known = {"credential": credential, "by": request.membership}
    if form.is_valid() and apply_action(form, actions.answer_credential, **known):
        messages.success(request, "Noted. The coach is told.")
    else:
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
    return _to_coach(request, credential.profile.membership_id)


@administrator_view
@require_safe
def credential_list(request: HttpRequest) -> HttpResponse:
    """What is to be checked, and what has expired."""
    context = {"to_check": credentials_to_check(), "expired": credentials_expired()}
    return render(request, "coaching/coach_credentials.html", context)
