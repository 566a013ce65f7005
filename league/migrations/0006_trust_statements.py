"""A trust's statement on its quarter and the decisions on it, neither ever changed or lost.

Those on an invented quarter may go with it, because the demonstration data goes before real
figures come.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

TABLES = ("league_truststatement", "league_statementdecision")

DECISIONS_FUNCTION = """
CREATE FUNCTION league_refuse_loss_of_decisions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM gone
        JOIN league_truststatement AS statement ON statement.id = gone.statement_id
        JOIN league_quarter AS quarter ON quarter.slug = statement.quarter_id
        WHERE NOT quarter.fictional
    ) THEN
        RAISE EXCEPTION '% is append only: % refused', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$
"""


def _trigger(name: str, table: str, sql: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        sql=f"CREATE TRIGGER {name} {sql}", reverse_sql=f"DROP TRIGGER {name} ON {table}"
    )


def _unchanged(table: str) -> migrations.RunSQL:
    return _trigger(
        "append_only",
        table,
        f"BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION league_refuse_change()",
    )


def _kept(table: str, function: str) -> migrations.RunSQL:
    return _trigger(
        "history_is_kept",
        table,
        f"AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()",
    )


def _id() -> models.BigAutoField:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def _person(related_name: str) -> models.ForeignKey:
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name=related_name,
        to=settings.AUTH_USER_MODEL,
    )


def _protected(to: str, related_name: str) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to=to
    )


class Migration(migrations.Migration):
    dependencies = [
        ("league", "0005_explanations"),
        ("trusts", "0002_trigrams"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TrustStatement",
            fields=[
                ("id", _id()),
                ("text", models.TextField()),
                ("office", models.CharField(max_length=120)),
                ("written_at", models.DateTimeField()),
                ("written_by_name", models.CharField(max_length=150)),
                ("quarter", _protected("league.quarter", "statements")),
                ("trust", _protected("trusts.trust", "statements")),
                ("written_by", _person("statements")),
            ],
            options={
                "ordering": ["-written_at", "-pk"],
                "default_permissions": ("add", "view"),
                "permissions": [
                    ("decide_truststatement", "Can accept, decline and withdraw statements")
                ],
                "indexes": [models.Index(fields=["quarter", "trust"], name="statement_of_trust")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", r"\S")), name="statement_has_words"
                    ),
                    models.CheckConstraint(
                        condition=LessThanOrEqual(Length("text"), 2000), name="statement_is_short"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("office__regex", r"\S")),
                        name="statement_names_office",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatementDecision",
            fields=[
                ("id", _id()),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField()),
                ("decided_at", models.DateTimeField()),
                ("decided_by_name", models.CharField(max_length=150)),
                ("decided_by", _person("statement_decisions")),
                ("statement", _protected("league.truststatement", "decisions")),
            ],
            options={
                "ordering": ["decided_at", "pk"],
                "default_permissions": ("view",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("decision__in", ["accepted", "declined", "withdrawn"])),
                        name="statement_decision_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", r"\S")),
                        name="statement_decision_says_why",
                    ),
                    models.UniqueConstraint(
                        fields=("statement", "decision"), name="statement_decision_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("decision__in", ("accepted", "declined"))),
                        fields=("statement",),
                        name="statement_judged_once",
                    ),
                ],
            },
        ),
        *(_unchanged(table) for table in TABLES),
        migrations.RunSQL(
            sql=DECISIONS_FUNCTION, reverse_sql="DROP FUNCTION league_refuse_loss_of_decisions()"
        ),
        _kept("league_truststatement", "league_refuse_loss_of_revisions"),
        _kept("league_statementdecision", "league_refuse_loss_of_decisions"),
    ]
