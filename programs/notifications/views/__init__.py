"""A person's notices, and the page about delivery for administrators."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.decorators import administrator_view, member_view
from portal.ui.nav import organization_url
from programs.notifications import actions, queries
from programs.notifications.catalogue import CATALOGUE

PAGE = 30
FAILED_PAGE = 30
MOST_PARKED = 50


@member_view
@require_GET
def list_notices(request):
    """What the portal has told the person, newest first, by day."""
    page = Paginator(queries.notices_for(request.membership), PAGE).get_page(request.GET.get("page"))
    notices = queries.with_words(
        page.object_list, slug=request.organization.slug, zone=request.user.time_zone, now=timezone.now()
    )
    return render(request, "notifications/list.html", {"page": page, "notices": notices})


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


@administrator_view
@require_GET
def delivery(request):
    """What was sent, what waits, and what needs a hand."""
    now = timezone.now()
    page = Paginator(queries.failed_mails(), FAILED_PAGE).get_page(request.GET.get("page"))
    context = {
        "counts": queries.delivery_counts(now),
        "late_since": queries.late_mail_since(now),
        "page": page,
        "failed": [(mail, CATALOGUE[mail.kind].name if mail.kind in CATALOGUE else mail.kind) for mail in page],
        "parked": queries.parked_events()[:MOST_PARKED],
    }
    return render(request, "notifications/delivery.html", context)


@administrator_view
@require_POST
def send_again(request, notification_id):
    """Give a failed mail all its attempts again."""
    notification = queries.get_mail(notification_id)
    actions.send_again(notification=notification, by=request.membership)
    messages.success(request, f"The mail to {notification.membership.name} is being sent again.")
    return redirect(organization_url(request, "notifications:delivery"))


@administrator_view
@require_POST
def retry_event(request):
    """Put a parked event back into the queue."""
    event = queries.get_parked_event(request.POST.get("event", ""))
    actions.retry_event(event=event, by=request.membership)
    messages.success(request, "It is being tried again.")
    return redirect(organization_url(request, "notifications:delivery"))
