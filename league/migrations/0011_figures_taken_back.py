"""A published result that an empty cell takes back, and the kind of file that each came in.

It goes back only while nothing was taken back: such a row is a fact, and is not rewritten."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("league", "0010_upload_steps")]

    operations = [
        migrations.AlterField(
            model_name="publishedfigure",
            name="value",
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="publishedfigure",
            name="layout",
            field=models.CharField(
                blank=True,
                choices=[("metric-file", "Metric file"), ("league-table", "League table")],
                db_default="",
                default="",
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedfigure",
            constraint=models.CheckConstraint(
                condition=Q(layout__in=["", "metric-file", "league-table"]),
                name="published_figure_layout_known",
            ),
        ),
    ]
