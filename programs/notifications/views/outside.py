"""What works without signing in, by the link in a mail: no more mails of this kind."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.decorators import public_view
from portal.tenancy.context import organization_context
from portal.ui.context_processors import theme_href
from programs.notifications import actions, queries
from programs.notifications.catalogue import DIGEST, TOPICS
from programs.notifications.links import read_unsubscribe_token

CHOICES = ("now", "digest", "never")


@public_view
@csrf_exempt  # mail programs post without cookies (RFC 8058); the address itself is the secret
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """End mails of one topic. A GET changes nothing: programs that check mails open every link."""
    membership, topic = _read(request, token)
    if request.method == "POST":
        chosen = request.POST.get("mail", "")
        actions.choose_mail(topic=topic, mail=chosen if chosen in CHOICES else "never", by=membership)
        if chosen:
            return redirect("unsubscribe", token=token)
    context = {
        "person": membership.user,
        "at": membership.organization,
        "topic": TOPICS.get(topic),
        "is_digest": topic == DIGEST,
        "mail": queries.mail_of(membership, topic),
        "theme_href": theme_href(membership.organization),
    }
    response = render(request, "notifications/unsubscribe.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _read(request, token):
    """Who and what the link is for; from here on the request works in their organization."""
    found = read_unsubscribe_token(token)
    if found is None:
        raise Http404
    organization_id, membership_id, topic = found
    request.tenancy.enter_context(organization_context(organization_id))
    return queries.get_member_behind(membership_id), topic
