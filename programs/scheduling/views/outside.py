"""What works without signing in, by an address that nobody can guess: an answer from a mail, and a person's feed."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import public_view
from portal.tenancy.context import organization_context
from portal.ui.context_processors import theme_href
from programs.scheduling import actions
from programs.scheduling.ical import feed
from programs.scheduling.links import read_answer_token
from programs.scheduling.queries import feed_of, get_place_behind, reader_of
from programs.scheduling.views.calendars import CALENDAR


@public_view
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def session_by_link(request, token):
    """Say whether one comes, from a mail. Only the button answers: programs that check mails open every link."""
    place = _place_behind(request, token)
    if request.method == "POST":
        coming = request.POST.get("coming") == "1"
        actions.reply_to_session(session=place.session, by=place.participation, coming=coming)
        return redirect("session-by-link", token=token)
    organization = place.participation.membership.organization
    context = {
        "place": place,
        "session": place.session,
        "engagement": place.session.engagement,
        "person": place.participation.membership.user,
        "at": organization,
        "theme_href": theme_href(organization),
        "cant": request.GET.get("coming") == "0",  # which of the two links was followed
    }
    return _unlisted(render(request, "scheduling/session_by_link.html", context))


def _place_behind(request, token):
    """The place that the link is for; from here on the request works in its organization."""
    found = read_answer_token(token)
    if found is None:
        raise Http404
    organization_id, place_id = found
    request.tenancy.enter_context(organization_context(organization_id))
    return get_place_behind(place_id)


@public_view
@require_safe
def calendar_file(request, user_id, token):
    """A person's sessions, for a calendar that reads the address again and again."""
    user = reader_of(user_id, token)
    if user is None:
        raise Http404
    found = feed_of(user, timezone.now())
    etag = f'W/"{found.etag}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(feed(found.entries, found.name), content_type=CALENDAR)
    response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
    return _unlisted(response)


def _unlisted(response):
    """Search engines keep no list of these."""
    response["X-Robots-Tag"] = "noindex"
    return response
