"""Pages of one's own data: what one wrote here, a copy to take along, and until when it is kept."""

from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.decorators import member_view
from programs.covenant.keeping import keeping_of
from programs.notes import actions
from programs.notes.queries import copy_of, engagement_to_copy


@member_view
@require_http_methods(["GET", "POST"])
def my_data(request):
    """What one wrote in this organization, with a copy of all of it."""
    if request.method == "POST":
        return _send(request)
    copy = copy_of(request.membership)
    return render(request, "notes/my_data.html", {"engagements": copy.engagements, "counts": copy.counts()})


@member_view
@require_http_methods(["GET", "POST"])
def copy(request, engagement_id):
    """A copy of one engagement; also of one that has ended, until its text is deleted."""
    engagement = engagement_to_copy(request.membership, engagement_id)
    if request.method == "POST":
        return _send(request, engagement)
    counts = copy_of(request.membership, engagement).counts(engagement)
    context = {"engagement": engagement, "counts": counts, "keeping": keeping_of(engagement)}
    return render(request, "notes/copy.html", context)


def _send(request, engagement=None):
    """The file, written while it is sent."""
    file = actions.take_copy(form=request.POST.get("form", ""), by=request.membership, engagement=engagement)
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"', "Cache-Control": "no-store"}
    return StreamingHttpResponse(file.parts, content_type=file.content_type, headers=headers)
