"""Addresses of a league table's charts: below its own, ``…/charts/``."""

from django.urls import path

from league.views.charts import league_chart, league_chart_figure, league_chart_file

urlpatterns = [
    path("<slug:name>/", league_chart, name="league-chart"),
    path("<slug:name>.figure.json", league_chart_figure, name="league-chart-figure"),
    path("<slug:name>.<file:ending>", league_chart_file, name="league-chart-file"),
]
