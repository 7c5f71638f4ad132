"""allauth's hooks: nobody signs up without an invitation, and mails about sign-in look like the portal's."""

from allauth.account.adapter import DefaultAccountAdapter
from uuid_utils.compat import uuid7

from accounts.actions import announce_address
from portal.email import send

# allauth's templates whose mails have a code; ours are named the same below emails/accounts/.
WITH_CODE = {"login_code", "password_reset_code", "email_confirmation"}
# What changed, for the mails that tell somebody about a step that they may not have taken.
CHANGES = {
    "password_changed": "Your password has been changed",
    "password_set": "A password has been set",
    "password_reset": "Your password has been changed",
    "email_changed": "Your mail address has been changed",
    "email_deleted": "A mail address has been removed",
    "email_confirm": "A mail address has been confirmed",
}


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        """People join by an invitation, whose page makes their sign-in."""
        return False

    def send_notification_mail(self, template_prefix: str, user, context: dict | None = None, email=None) -> None:
        """Tell the person about their sign-in by mail, and the portal of their new address: mails may go out again."""
        if template_prefix.endswith("/email_changed"):
            announce_address(user=user)
        super().send_notification_mail(template_prefix, user, context, email)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Send allauth's mails in the portal's look; one that we do not know goes out as allauth wrote it."""
        name = template_prefix.rpartition("/")[2]
        if name in WITH_CODE and context.get("code"):
            template, values = f"accounts/{name}", {"code": context["code"]}
        elif name in CHANGES:
            template, values = "accounts/sign_in_changed", {"change": CHANGES[name]}
        elif name == "unknown_account":
            template, values = "accounts/unknown_account", {"email": email}
        else:
            super().send_mail(template_prefix, email, context)
            return
        send(to=email, template=template, context=values, message_id=f"sign-in-{uuid7()}")
