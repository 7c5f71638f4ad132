"""Addresses of a contract's pages, for tests."""

from django.urls import reverse


def url(name: str, contract=None, **kwargs) -> str:
    """The address of a page of the room at Harbour Health."""
    if contract is not None:
        kwargs["engagement_id"] = contract.pk
    return reverse(f"coaching:{name}", kwargs={"organization": "harbour", **kwargs})
