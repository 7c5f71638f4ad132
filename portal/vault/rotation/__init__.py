"""New keys for what was sealed with old ones, as the owner of the tables and beside the running portal."""

from portal.vault.rotation.data import count_data, rotate_data
from portal.vault.rotation.install import count_install, rotate_install
from portal.vault.rotation.report import Report

__all__ = ["Report", "count_data", "count_install", "rotate_data", "rotate_install"]
