"""The page about delivery, for administrators: what became of every mail, and what to do about it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.decorators import administrator_view
from portal.ui.nav import organization_url
from programs.notifications import actions, queries
from programs.notifications.delivery_forms import FindMailsForm

PAGE = 30
MOST_PARKED = 50


@administrator_view
@require_GET
def delivery(request):
    """The mails in one state, how many there are in each, and what needs a hand."""
    now = timezone.now()
    state = queries.STATES.get(request.GET.get("state"), queries.STATES["failed"])
    form = FindMailsForm(request.GET if "name" in request.GET else None)
    name = form.cleaned_data["name"] if form.is_valid() else ""
    page = Paginator(queries.mails_in(state, now, name), PAGE).get_page(request.GET.get("page"))
    context = {
        "state": state,
        "counts": queries.delivery_counts(now),
        "form": form,
        "name": name,
        "page": page,
        "rows": queries.in_rows(page, state),
        "late_since": queries.late_mail_since(now),
        "parked": queries.parked_events()[:MOST_PARKED],
        **_test_mail(request, now),
    }
    return render(request, "notifications/delivery.html", context)


@administrator_view
@require_http_methods(["GET", "POST"])
def test_mail(request):
    """Send a mail to oneself; asked with GET, how far it has come, for the page that asks every two seconds."""
    if request.method == "POST":
        actions.send_test_mail(by=request.membership)
        return redirect(organization_url(request, "notifications:delivery"))
    return render(request, "notifications/delivery_test.html", _test_mail(request, timezone.now()))


def _test_mail(request, now) -> dict:
    row = queries.latest_test_mail(request.membership, now)
    return {
        "test": row,
        "test_seconds": int((now - (row.mail.sent_at or row.mail.created_at)).total_seconds()) if row else 0,
    }


@administrator_view
@require_POST
def send_again(request, notification_id):
    """Give a mail that failed or came back all its attempts again."""
    notification = queries.get_mail(notification_id)
    came_back = bool(notification.returned)
    actions.send_again(notification=notification, by=request.membership)
    messages.success(request, f"The mail to {notification.membership.name} is being sent again.")
    return redirect(organization_url(request, "notifications:delivery") + ("?state=returned" if came_back else ""))


@administrator_view
@require_http_methods(["GET", "POST"])
def send_all_again(request):
    """Ask, then give all failed mails their attempts again."""
    if request.method == "GET":
        context = {"count": queries.failed_count(), "most": queries.MOST}
        return render(request, "notifications/delivery_again.html", context)
    count = actions.send_all_again(by=request.membership)
    messages.success(request, "One mail is being sent again." if count == 1 else f"{count} mails are being sent again.")
    return redirect(organization_url(request, "notifications:delivery") + "?state=waiting")


@administrator_view
@require_POST
def retry_event(request):
    """Put a parked event back into the queue."""
    event = queries.get_parked_event(request.POST.get("event", ""))
    actions.retry_event(event=event, by=request.membership)
    messages.success(request, "It is being tried again.")
    return redirect(organization_url(request, "notifications:delivery"))
