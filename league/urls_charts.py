"""Addresses of a league table's charts: below its own, ``…/charts/``."""

from django.urls import path

from league.views.charts import league_chart, league_chart_csv, league_chart_figure

urlpatterns = [
    path("<slug:name>/", league_chart, name="league-chart"),
    path("<slug:name>.json", league_chart_figure, name="league-chart-figure"),
    path("<slug:name>.csv", league_chart_csv, name="league-chart-csv"),
]
