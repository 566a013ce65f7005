"""What explains results is kept with them, as immutable as they are."""

import django.db.models.deletion
from django.db import migrations, models

TABLES = ("league_trustexplanation", "league_metricspread", "league_movement")


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


def _kept(table: str) -> migrations.RunSQL:
    return _trigger(
        "published_is_kept",
        table,
        f"AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone "
        "FOR EACH STATEMENT EXECUTE FUNCTION league_refuse_loss_of_results()",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("league", "0004_history_is_kept"),
        ("trusts", "0002_trigrams"),
    ]

    operations = [
        migrations.CreateModel(
            name="MetricSpread",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("metric", models.CharField(max_length=10)),
                ("type", models.CharField(max_length=40)),
                ("figures", models.JSONField(default=dict)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spreads",
                        to="league.assessment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assessment", "metric", "type"), name="metric_spread_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Movement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("figures", models.JSONField(default=dict)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="movements",
                        to="league.assessment",
                    ),
                ),
                (
                    "earlier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="league.assessment",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movements",
                        to="trusts.trust",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assessment", "earlier", "trust"), name="movement_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TrustExplanation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("answer", models.JSONField(default=list)),
                ("sureness", models.JSONField(default=dict)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="explanations",
                        to="league.assessment",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="explanations",
                        to="trusts.trust",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "trust"), name="explanation_once")
                ],
            },
        ),
        *(_unchanged(table) for table in TABLES),
        *(_kept(table) for table in TABLES),
    ]
