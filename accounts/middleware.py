"""From /o/<organization>/ to request.organization, request.membership, and the tenancy context of the view."""

from contextlib import ExitStack

from django.contrib.auth.views import redirect_to_login
from django.http import Http404

from accounts.queries import own_membership
from portal.tenancy.context import organization_context, user_context


class OrganizationMiddleware:
    """Strangers and unknown organizations get the same 404; the context ends with the response."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.organization = request.membership = None
        with ExitStack() as request.tenancy:
            response = self.get_response(request)
        if request.user.is_authenticated:
            # What a person read must not be there for the next one at the same computer.
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    def process_view(self, request, view, args, kwargs):
        if "organization" not in kwargs:
            if request.user.is_authenticated:
                request.tenancy.enter_context(user_context(request.user.pk))
            return None
        slug = kwargs.pop("organization")
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        membership = own_membership(request.user, slug)
        if membership is None:
            raise Http404
        request.organization, request.membership = membership.organization, membership
        request.tenancy.enter_context(organization_context(membership.organization_id, request.user.pk))
        return None
