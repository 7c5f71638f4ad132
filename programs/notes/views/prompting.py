"""Hide the prompts beside notes, or show them again."""

from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.decorators import member_view
from portal.ui.middleware import back_href
from programs.engagements.queries import get_engagement_for
from programs.notes import actions


@member_view
@require_POST
def prompts_show(request, engagement_id):
    """Show the prompts of this kind of engagement (`show=1`) or hide them (`show=0`)."""
    _, place = get_engagement_for(request.membership, engagement_id)
    actions.hide_prompts(by=place, hidden=request.POST.get("show") != "1")
    return redirect(back_href(request))
