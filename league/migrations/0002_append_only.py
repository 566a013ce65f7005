"""Rows that are never rewritten: the database itself refuses an UPDATE of them.

Deleting stays possible, because rows of a superseded draft may be dropped and the
demonstration data go before real figures come; the audit trail refuses that as well.
"""

from django.db import migrations

IMMUTABLE = (
    "league_submittedfile",
    "league_quartertrust",
    "league_metricvalue",
    "league_publishedfigure",
    "league_assessment",
    "league_reconciliation",
    "league_metricscore",
    "league_domainscore",
    "league_segmentassignment",
    "league_revision",
    "league_auditevent",
)

FUNCTION = """
CREATE FUNCTION league_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def _trigger(table: str, events: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        sql=f"CREATE TRIGGER append_only BEFORE {events} ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION league_refuse_change()",
        reverse_sql=f"DROP TRIGGER append_only ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("league", "0001_initial")]

    operations = [
        migrations.RunSQL(sql=FUNCTION, reverse_sql="DROP FUNCTION league_refuse_change()"),
        *(
            _trigger(table, "UPDATE OR DELETE" if table == "league_auditevent" else "UPDATE")
            for table in IMMUTABLE
        ),
    ]
