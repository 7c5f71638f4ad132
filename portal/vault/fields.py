"""Text columns whose content the database, its backups and the Django admin hold only as ciphertext."""

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from portal.vault.keys import seal, seal_personal, unseal, unseal_personal


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
            return self.field.open(bytes(value), instance)
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

    def close(self, text: str, instance) -> bytes:
        """The ciphertext of `text` for this row."""
        return seal(text, instance.organization_id, self.identity(instance))

    def open(self, blob: bytes, instance) -> str:
        """The text of this row's ciphertext."""
        return unseal(blob, instance.organization_id, self.identity(instance))

    def pre_save(self, instance, add):
        value = instance.__dict__.get(self.attname)
        return self.close(value, instance) if isinstance(value, str) else value

    def get_db_prep_value(self, value, connection, prepared=False):
        if isinstance(value, str):
            raise TypeError(f"{self.name} is sealed per row: save the row instead of updating the column")
        return super().get_db_prep_value(value, connection, prepared)

    def get_lookup(self, lookup_name):
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None


class PersonalTextField(SealedTextField):
    """The same for a person's own row, which belongs to no organization: sealed with the install's key."""

    def identity(self, instance) -> str:
        return f"{instance._meta.db_table}|{self.column}|{instance.user_id}|{instance.pk}"

    def close(self, text: str, instance) -> bytes:
        return seal_personal(text, self.identity(instance))

    def open(self, blob: bytes, instance) -> str:
        return unseal_personal(blob, self.identity(instance))
