"""Addresses of comparisons; which trusts and which quarter stand in the query string."""

from django.urls import path

from league.views.compare import compare, compare_file
from league.views.compare_charts import compare_chart, compare_chart_figure, compare_chart_file

urlpatterns = [
    path("compare/", compare, name="compare"),
    path("compare.<file:ending>", compare_file, name="compare-file"),
    path("compare/charts/<slug:name>/", compare_chart, name="compare-chart"),
    path(
        "compare/charts/<slug:name>.figure.json", compare_chart_figure, name="compare-chart-figure"
    ),
    path("compare/charts/<slug:name>.<file:ending>", compare_chart_file, name="compare-chart-file"),
]
