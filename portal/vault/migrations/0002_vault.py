from django.db import migrations, models

from portal.tenancy import operations

# One key for each name in CAIRN_KEYS that wraps any: what a process needs to see that it can open all of them.
SAMPLES = """
    SELECT DISTINCT ON (wrapped_by) wrapped_by::text, organization_id, version::integer, wrapped
      FROM vault_organizationdatakey ORDER BY wrapped_by, id"""
# The number of the key if it is there; it stays until this transaction ends.
HOLD = """
DECLARE held integer;
BEGIN
  SELECT k.version INTO held FROM public.vault_organizationdatakey k
   WHERE k.organization_id = $1 AND k.version = $2 FOR KEY SHARE;
  RETURN held;
END"""


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="organizationdatakey",
            name="in_rotation",
            field=models.BooleanField(default=False),
        ),
        operations.AppendOnly("vault_organizationdatakey"),  # only the owner rewraps and destroys keys
        operations.DefinerFunction(
            "data_key_samples",
            "",
            "TABLE (wrapped_by text, organization_id uuid, version integer, wrapped bytea)",
            SAMPLES,
        ),
        operations.DefinerFunction("hold_data_key", "uuid, integer", "integer", HOLD, writes=True, language="plpgsql"),
        operations.GuardTenantTables(),
    ]
