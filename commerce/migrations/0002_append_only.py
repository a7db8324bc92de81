"""What is written once is never changed: a trigger refuses UPDATE and DELETE, whoever asks."""

from django.db import migrations

TABLES = ["commerce_orderevent", "commerce_stockmovement"]

FUNCTION = """
CREATE FUNCTION commerce_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
TRIGGER = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION commerce_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("commerce", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION commerce_append_only();"),
        *[
            migrations.RunSQL(TRIGGER.format(table=table), f"DROP TRIGGER append_only ON {table};")
            for table in TABLES
        ],
    ]
