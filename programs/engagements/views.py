"""Pages about programs, and a person's own engagements."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.decorators import administrator_view, manager_view, member_view
from portal.errors import DomainError
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.engagements import actions, queries
from programs.engagements.forms import CreateProgramForm, GiveProgramForm, ProgramForm
from programs.engagements.forms_reminders import OwnRemindersForm, ProgramRemindersForm
from programs.engagements.lifecycle import ACCEPTING, PROGRAM_TABLE, ProgramState
from programs.engagements.panels import overseen_panels, program_panels_for

PAGE = 25
STEPS = {  # verb on the button, and what it means for others
    ProgramState.DESIGN: ("Go to design", "Agree with others what it is for before anybody joins."),
    ProgramState.DRAFT: ("Back to draft", "Nobody but you and the other administrators works on it."),
    ProgramState.OPEN: ("Open program", "From now on people can be put into it."),
    ProgramState.RUNNING: ("Mark as running", "The first engagements have begun."),
    ProgramState.CLOSED: ("Close program", "Nothing new starts in it. What runs goes on to its own end."),
    ProgramState.ARCHIVED: ("Archive program", "It leaves the lists; its results stay."),
}


@member_view
@require_GET
def mine(request):
    """Everything that the person takes part in."""
    places = list(queries.participations_for(request.membership))
    context = {
        "current": [place for place in places if place.engagement.is_current],
        "past": [place for place in places if place.engagement.has_ended],
    }
    return render(request, "engagements/mine.html", context)


@manager_view
@require_GET
def program_list(request):
    """The programs that the person configures."""
    page = Paginator(queries.program_list(request.membership), PAGE).get_page(request.GET.get("page"))
    return render(request, "engagements/program_list.html", {"page": page})


@administrator_view
@require_http_methods(["GET", "POST"])
def create_program(request):
    """Set up a program."""
    form = CreateProgramForm(request.POST or None, initial={"kind": request.GET.get("kind")})
    if request.method == "POST" and form.is_valid():
        program = apply_action(form, actions.create_program, by=request.membership)
        if program:
            messages.success(request, f"“{program.name}” is set up as a draft. Open it when people may join.")
            return redirect(organization_url(request, "engagements:program-detail", program_id=program.pk))
    return render_form(request, "engagements/program_form.html", {"form": form})


@manager_view
@require_http_methods(["GET", "POST"])
def change_program(request, program_id):
    """Change name, purpose, dates and how sessions are arranged."""
    program = queries.get_program_for(request.membership, program_id)
    form = ProgramForm(request.POST or None, initial=vars(program))
    if (
        request.method == "POST"
        and form.is_valid()
        and apply_action(form, actions.change_program, program=program, by=request.membership)
    ):
        messages.success(request, "Saved.")
        return redirect(organization_url(request, "engagements:program-detail", program_id=program.pk))
    return render_form(request, "engagements/program_form.html", {"form": form, "program": program})


@manager_view
@require_GET
def program_detail(request, program_id):
    """A program with its engagements: dates and states, nothing that people said."""
    program = queries.get_program_for(request.membership, program_id)
    found = queries.engagements_of_program(program)
    context = {
        "program": program,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "steps": [(state, *STEPS[state]) for state in ProgramState if state in PROGRAM_TABLE.get(program.state, ())],
        "managers": queries.managers_of(program),
        "accepts": program.state in ACCEPTING,
        "panels": program_panels_for(program),
    }
    return render(request, "engagements/program_detail.html", context)


@manager_view
@require_POST
def move_program(request, program_id):
    """One step of the program's life."""
    program = queries.get_program_for(request.membership, program_id)
    to = request.POST.get("to")
    if to not in ProgramState.values:
        raise DomainError("That step does not exist. Nothing was changed.")
    actions.move_program(program=program, to=ProgramState(to), by=request.membership)
    messages.success(request, f"“{program.name}” is now: {program.get_state_display().lower()}.")
    return redirect(organization_url(request, "engagements:program-detail", program_id=program.pk))


@manager_view
@require_http_methods(["GET", "POST"])
def program_reminders(request, program_id):
    """When the people of a program are reminded of what."""
    program = queries.get_program_for(request.membership, program_id)
    form = ProgramRemindersForm(request.POST or None, kinds=queries.reminders_of_program(program))
    if (
        request.method == "POST"
        and form.is_valid()
        and apply_action(form, actions.set_program_reminders, program=program, by=request.membership)
    ):
        messages.success(request, "Saved. Reminders follow from now on; who has times of their own keeps those.")
        return redirect(organization_url(request, "engagements:program-detail", program_id=program.pk))
    return render_form(request, "engagements/reminders.html", {"form": form, "program": program})


@member_view
@require_http_methods(["GET", "POST"])
def reminders_mine(request):
    """When the person is reminded of what, in all programs of the organization."""
    kinds, said = queries.reminders_of_person(request.membership), queries.leads_said_to(request.membership)
    form = OwnRemindersForm(request.POST or None, kinds=kinds, said=said)
    if (
        request.method == "POST"
        and form.is_valid()
        and apply_action(form, actions.set_own_reminders, by=request.membership)
    ):
        messages.success(request, "Saved. You are reminded at these times from now on.")
        return redirect(organization_url(request, "engagements:reminders-mine"))
    return render_form(request, "engagements/reminders.html", {"form": form})


@administrator_view
@require_http_methods(["GET", "POST"])
def give_program(request, program_id):
    """Say which managers run the program."""
    program = queries.get_program_for(request.membership, program_id)
    chosen = [str(manager.pk) for manager in queries.managers_of(program)]
    form = GiveProgramForm(request.POST if request.method == "POST" else None, initial={"managers": chosen})
    if (
        request.method == "POST"
        and form.is_valid()
        and apply_action(form, actions.give_program, program=program, by=request.membership)
    ):
        messages.success(request, "Saved. They see the program from now on.")
        return redirect(organization_url(request, "engagements:program-detail", program_id=program.pk))
    return render_form(request, "engagements/program_managers.html", {"form": form, "program": program})


@manager_view
@require_GET
def overseen(request, engagement_id):
    """One engagement for those who run its program: people, dates and states only."""
    engagement = queries.get_overseen_engagement(request.membership, engagement_id)
    context = {
        "engagement": engagement,
        "people": queries.people_of(engagement),
        "place": queries.participation_of(request.membership, engagement),
        "panels": overseen_panels(engagement, request.membership),
    }
    return render(request, "engagements/overseen.html", context)
