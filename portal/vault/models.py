"""Each organization's data key, wrapped by a key of the install that the database never sees."""

from django.db import models

from portal.tenancy.models import OrganizationOwned


class OrganizationDataKey(OrganizationOwned):
    version = models.PositiveIntegerField()
    wrapped = models.BinaryField()
    wrapped_by = models.CharField(max_length=40)  # the name of the install's key in CAIRN_KEYS
    created_at = models.DateTimeField()
    in_rotation = models.BooleanField(default=False)  # text of older versions is on its way to this one

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "version"], name="data_key_version")]

    def __str__(self) -> str:
        return f"version {self.version}"
