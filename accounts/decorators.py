"""Who may open a view. Each view says it; tests/architecture/test_views.py refuses one that does not."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404


def _guarded(access: str, allowed: Callable) -> Callable:
    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            refusal = allowed(request)
            return refusal if refusal is not None else view(request, *args, **kwargs)

        guarded.access = access
        return guarded

    return decorate


def public_view(view):
    """Anybody may open it, signed in or not."""
    view.access = "public"
    return view


def _signed_in(request):
    return None if request.user.is_authenticated else redirect_to_login(request.get_full_path())


def _operator(request):
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not request.user.is_operator:
        raise Http404  # others need not know that there is such a page
    return None


def _member(request):
    if request.membership is None:
        raise Http404


def _program_runner(request):
    _member(request)
    if not request.membership.runs_programs:
        raise PermissionDenied


def _administrator(request):
    _member(request)
    if not request.membership.is_administrator:
        raise PermissionDenied


signed_in_view = _guarded("signed in", _signed_in)
operator_view = _guarded("operator", _operator)
member_view = _guarded("member", _member)  # the view's queries decide about the object
manager_view = _guarded("manager", _program_runner)  # administrators, and managers for their own programs
administrator_view = _guarded("administrator", _administrator)
