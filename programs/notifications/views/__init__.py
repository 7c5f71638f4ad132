"""A person's notices."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.decorators import member_view
from portal.ui.nav import organization_url
from programs.notifications import actions, queries

PAGE = 30


@member_view
@require_GET
def list_notices(request):
    """What the portal has told the person, newest first, by day."""
    page = Paginator(queries.notices_for(request.membership), PAGE).get_page(request.GET.get("page"))
    notices = queries.with_words(
        page.object_list, slug=request.organization.slug, zone=request.user.time_zone, now=timezone.now()
    )
    context = {"page": page, "notices": notices, "stop": queries.stop_of(request.membership)}
    return render(request, "notifications/list.html", context)


@member_view
@require_GET
def bell(request):
    """Only the bell with its number, for the page that asks once a minute."""
    return render(request, "components/bell.html")


@member_view
@require_GET
def news(request):
    """How many notices came since the list was shown, for the list that asks once a minute."""
    count = queries.news_since(request.membership, request.GET.get("since", ""))
    return render(request, "notifications/_news.html", {"count": count})


@member_view
@require_POST
def open_notice(request, notification_id):
    """Mark one as read and go where it leads."""
    notification = queries.get_notice_for(request.membership, notification_id)
    actions.mark_read(notification=notification, by=request.membership)
    (notice,) = queries.with_words(
        [notification], slug=request.organization.slug, zone=request.user.time_zone, now=timezone.now()
    )
    return redirect(notice.told.path)


@member_view
@require_POST
def read_all(request):
    """Mark everything as read."""
    if actions.mark_all_read(by=request.membership):
        messages.success(request, "All notices are marked as read.")
    return redirect(organization_url(request, "notifications:list"))


@member_view
@require_POST
def use_address_again(request):
    """The person says that their address is right: their mails go out again."""
    if actions.use_address_again(membership=request.membership, by=request.membership):
        messages.success(request, f"Mails go to {request.user.email} again.")
    return redirect(organization_url(request, "notifications:list"))
