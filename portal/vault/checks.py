"""Lost keys fail loudly at start-up."""

from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

from portal.vault.keys import install_keys


@register(Tags.security)
def keys_are_there(app_configs, **kwargs):
    """CAIRN_KEYS holds at least one usable key."""
    try:
        install_keys()
    except (ImproperlyConfigured, ValueError) as error:
        return [Error(str(error), hint="See README, 'Keys'.", id="vault.E001")]
    return []
