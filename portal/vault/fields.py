"""A text column whose content the database, its backups and the Django admin hold only as ciphertext."""

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from portal.vault.keys import seal, unseal


class SealedAttribute(DeferredAttribute):
    field: "SealedTextField"

    """Opens the text when it is read, not when the row is loaded: a list that shows no text pays nothing."""

    def __get__(self, instance, cls=None):
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            super().__get__(instance, cls)  # a deferred column: load it
        value = instance.__dict__[name]
        if isinstance(value, bytes | memoryview):
            if not value:
                return ""
            return unseal(bytes(value), instance.organization_id, self.field.identity(instance))
        return value

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = value


class SealedTextField(models.BinaryField):
    """Confidential text of an organization-owned row.

    In Python it is a `str`; in the database it is sealed with the organization's data key and bound to this row and
    column. It cannot be filtered, sorted or searched by the database, and `QuerySet.update` refuses plain text.
    """

    descriptor_class = SealedAttribute

    def identity(self, instance) -> str:
        """The place that the ciphertext is bound to."""
        return f"{instance._meta.db_table}|{self.column}|{instance.organization_id}|{instance.pk}"

    def pre_save(self, instance, add):
        value = instance.__dict__.get(self.attname)
        if isinstance(value, str):
            return seal(value, instance.organization_id, self.identity(instance))
        return value

    def get_db_prep_value(self, value, connection, prepared=False):
        if isinstance(value, str):
            raise TypeError(f"{self.name} is sealed per row: save the row instead of updating the column")
        return super().get_db_prep_value(value, connection, prepared)

    def get_lookup(self, lookup_name):
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None
