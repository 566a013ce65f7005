"""What the triggers of 0002 left open: submissions were rewritable, published results could go.

Of a submission only its state and the moment of its application change. Results of a published
assessment, and revisions, are not deleted; those of an invented quarter are, because the
demonstration data goes before real figures come.
TRUNCATE stays possible: Django empties the database of a test with it.
"""

from django.db import migrations

SUBMISSION_FUNCTION = """
CREATE FUNCTION league_refuse_rewritten_submission() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'state' - 'applied_at' <> to_jsonb(OLD) - 'state' - 'applied_at' THEN
        RAISE EXCEPTION '% is append only: % refused', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
"""

# Once a statement and not once a row: the rows of a draft, some thousands, go at once.
RESULTS_FUNCTION = """
CREATE FUNCTION league_refuse_loss_of_results() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM gone
        JOIN league_revision AS revision ON revision.assessment_id = gone.assessment_id
        JOIN league_quarter AS quarter ON quarter.slug = revision.quarter_id
        WHERE NOT quarter.fictional
    ) THEN
        RAISE EXCEPTION '% holds published results: % refused', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$
"""

REVISIONS_FUNCTION = """
CREATE FUNCTION league_refuse_loss_of_revisions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM gone
        JOIN league_quarter AS quarter ON quarter.slug = gone.quarter_id
        WHERE NOT quarter.fictional
    ) THEN
        RAISE EXCEPTION '% is append only: % refused', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$
"""

RESULTS = (
    "league_reconciliation",
    "league_metricscore",
    "league_domainscore",
    "league_segmentassignment",
)


def _function(name: str, sql: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql=sql, reverse_sql=f"DROP FUNCTION {name}()")


def _trigger(name: str, table: str, sql: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        sql=f"CREATE TRIGGER {name} {sql}", reverse_sql=f"DROP TRIGGER {name} ON {table}"
    )


def _kept(table: str, function: str) -> migrations.RunSQL:
    return _trigger(
        "published_is_kept",
        table,
        f"AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()",
    )


class Migration(migrations.Migration):
    dependencies = [("league", "0003_no_figure")]

    operations = [
        _function("league_refuse_rewritten_submission", SUBMISSION_FUNCTION),
        _function("league_refuse_loss_of_results", RESULTS_FUNCTION),
        _function("league_refuse_loss_of_revisions", REVISIONS_FUNCTION),
        _trigger(
            "append_only",
            "league_submission",
            "BEFORE UPDATE ON league_submission "
            "FOR EACH ROW EXECUTE FUNCTION league_refuse_rewritten_submission()",
        ),
        *(_kept(table, "league_refuse_loss_of_results") for table in RESULTS),
        _kept("league_revision", "league_refuse_loss_of_revisions"),
    ]
