"""The page “How I hear”."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.decorators import member_view
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.notifications import actions, queries
from programs.notifications.catalogue import TOPICS
from programs.notifications.forms import ChannelsForm


@member_view
@require_http_methods(["GET", "POST"])
def settings(request):
    """How each topic comes, when the digest comes, and in which hours nothing does."""
    membership = request.membership
    form = ChannelsForm(
        request.POST or None, said=queries.preferences_of(membership), rhythm=queries.rhythm_of(membership)
    )
    if request.method == "POST" and form.is_valid() and apply_action(form, actions.save_channels, by=membership):
        messages.success(request, "Saved. It counts for what comes from now on.")
        return redirect(organization_url(request, "notifications:settings"))
    mandatory = [topic for topic in TOPICS.values() if topic.mandatory and topic.sentence]
    context = {"form": form, "mandatory": mandatory, "stop": queries.stop_of(membership)}
    return render_form(request, "notifications/settings.html", context)
