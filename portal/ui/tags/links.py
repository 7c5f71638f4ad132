"""Links into the organization that the page is about."""

from portal.ui.nav import organization_url
from portal.ui.tags.registry import register


@register.simple_tag(takes_context=True)
def org_url(context, name: str, /, **kwargs) -> str:
    """The address of a page of this organization: `{% org_url "training:course" course=course.pk %}`."""
    return organization_url(context["request"], name, **kwargs)
