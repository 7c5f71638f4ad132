"""Addresses outside any organization: the front page, invitations, the own profile, the operator's pages."""

from django.urls import path

from accounts.views import invitation, operator, profile, start

urlpatterns = [
    path("", start.start, name="start"),
    path("help/", start.help_page, name="help"),
    path("privacy/", start.privacy, name="privacy"),
    path("profile/", profile.profile, name="profile"),
    path("invitation/<str:token>/", invitation.invitation, name="invitation"),
    path("health/", operator.health_json, name="health"),
    path("operator/", operator.organizations, name="operator-organizations"),
    path("operator/new/", operator.create_organization, name="operator-organization-create"),
    path(
        "operator/organizations/<slug:slug>/administrator/",
        operator.invite_administrator,
        name="operator-organization-administrator",
    ),
    path("operator/health/", operator.health_page, name="operator-health"),
    path(
        "operator/organizations/<slug:slug>/access/", operator.organization_access, name="operator-organization-access"
    ),
]
