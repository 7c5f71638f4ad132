"""People and organizations; the organization is the tenant."""

from accounts.models.invitation import Invitation
from accounts.models.membership import Membership
from accounts.models.organization import Organization
from accounts.models.user import User

__all__ = ["Invitation", "Membership", "Organization", "User"]
