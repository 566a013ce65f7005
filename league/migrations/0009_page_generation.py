"""One number for all that the public sees, raised by whatever changes it.

The triggers are deferred to the end of the transaction, so that its lock on the number is the
last that it takes and no two transactions can wait for each other. Drafts, uploads and plans
raise nothing: readers do not see them.
"""

from django.db import migrations, models
from django.db.models import Q

RAISE = """
CREATE FUNCTION league_raise_page_generation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO league_pagegeneration AS held (id, number, token, changed_at, made_by)
    VALUES (1, 1, gen_random_uuid(), clock_timestamp(), pg_current_xact_id()::text::bigint)
    ON CONFLICT (id) DO UPDATE SET
        number = held.number + 1,
        token = excluded.token,
        changed_at = greatest(excluded.changed_at, held.changed_at),
        made_by = excluded.made_by
    WHERE held.made_by <> excluded.made_by;
    RETURN NULL;
END $$
"""
FIRST = """
INSERT INTO league_pagegeneration (id, number, token, changed_at, made_by)
VALUES (1, 1, gen_random_uuid(), clock_timestamp(), 0)
"""
SEEN = "to_jsonb(OLD) - 'current_assessment_id' <> to_jsonb(NEW) - 'current_assessment_id'"

# Results are immutable and seen through a revision only, so they need no trigger of their own.
# A quarter's newest assessment is its draft, a statement is seen once it is decided on.
CHANGES = (
    ("league_revision", "INSERT OR UPDATE OR DELETE", ""),
    ("league_quarter", "UPDATE", f"WHEN ({SEEN})"),
    ("league_movement", "INSERT OR DELETE", ""),
    ("league_oversightrecord", "INSERT OR UPDATE OR DELETE", ""),
    ("league_truststatement", "UPDATE OR DELETE", ""),
    ("league_statementdecision", "INSERT OR UPDATE OR DELETE", ""),
    ("trusts_trust", "INSERT OR UPDATE OR DELETE", ""),
)
EMPTIED = ("league_revision", "league_quarter", "league_oversightrecord", "trusts_trust")


def _on_change(table: str, events: str, condition: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        sql=f"CREATE CONSTRAINT TRIGGER raises_page_generation AFTER {events} ON {table} "
        f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW {condition} "
        "EXECUTE FUNCTION league_raise_page_generation()",
        reverse_sql=f"DROP TRIGGER raises_page_generation ON {table}",
    )


def _on_emptying(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        sql=f"CREATE TRIGGER emptying_raises_page_generation AFTER TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION league_raise_page_generation()",
        reverse_sql=f"DROP TRIGGER emptying_raises_page_generation ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("league", "0008_groups"), ("trusts", "0002_trigrams")]

    operations = [
        migrations.CreateModel(
            name="PageGeneration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField()),
                ("token", models.UUIDField()),
                ("changed_at", models.DateTimeField()),
                ("made_by", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=Q(("pk", 1)), name="page_generation_one_row")
                ],
            },
        ),
        migrations.RunSQL(sql=FIRST, reverse_sql=migrations.RunSQL.noop),
        migrations.RunSQL(sql=RAISE, reverse_sql="DROP FUNCTION league_raise_page_generation()"),
        *(_on_change(*change) for change in CHANGES),
        *(_on_emptying(table) for table in EMPTIED),
    ]
