"""Text columns whose content the database and its backups hold only as ciphertext."""

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from portal.vault.keys import KeyGone, seal, seal_personal, unseal, unseal_personal


class Ciphertext(bytes):
    """A sealed column as it was loaded. Where it is printed, as on a page or in a log, it says no more than that."""

    def __repr__(self) -> str:
        return "(sealed)"

    __str__ = __repr__


class SealedAttribute(DeferredAttribute):
    """Opens the text when it is read, not when the row is loaded: a list that shows no text pays nothing."""

    field: "SealedTextField"

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
            return self._opened(value, instance)
        return value

    def _opened(self, blob, instance) -> str:
        """A rotation may have sealed the row anew and destroyed the old key since it was loaded: look once more."""
        try:
            return self.field.open(bytes(blob), instance)
        except KeyGone:
            rows = type(instance)._base_manager.filter(pk=instance.pk)
            fresh = rows.values_list(self.field.attname, flat=True).first()
            if not fresh or fresh == blob:
                raise
            return self.field.open(bytes(fresh), instance)

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = value


class SealedTextField(models.BinaryField):
    """Confidential text of an organization-owned row.

    In Python it is a `str`; in the database it is sealed with the organization's data key and bound to this row and
    column. It cannot be filtered, sorted or searched by the database, and `QuerySet.update` refuses plain text.
    """

    descriptor_class = SealedAttribute
    owner = "organization_id"  # the column that says whose key it is

    def place(self, owner_id, pk) -> str:
        """Where the ciphertext is bound to: table, column, owner and row."""
        return f"{self.model._meta.db_table}|{self.column}|{owner_id}|{pk}"

    def close_at(self, text: str, owner_id, pk) -> bytes:
        """The ciphertext of `text` for one row."""
        return seal(text, owner_id, self.place(owner_id, pk))

    def open_at(self, blob: bytes, owner_id, pk) -> str:
        """The text of one row's ciphertext."""
        return unseal(blob, owner_id, self.place(owner_id, pk))

    def close(self, text: str, instance) -> bytes:
        """The ciphertext of `text` for this row."""
        return self.close_at(text, getattr(instance, self.owner), instance.pk)

    def open(self, blob: bytes, instance) -> str:
        """The text of this row's ciphertext."""
        return self.open_at(blob, getattr(instance, self.owner), instance.pk)

    def from_db_value(self, value, expression, connection):
        return value if value is None else Ciphertext(value)

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

    owner = "user_id"

    def close_at(self, text: str, owner_id, pk) -> bytes:
        return seal_personal(text, self.place(owner_id, pk))

    def open_at(self, blob: bytes, owner_id, pk) -> str:
        return unseal_personal(blob, self.place(owner_id, pk))
