"""Addresses of a trust's charts: below its page, ``…/charts/``."""

from django.urls import path

from league.views.trust_charts import trust_chart, trust_chart_figure, trust_chart_file

urlpatterns = [
    path("<slug:name>/", trust_chart, name="trust-chart"),
    path("<slug:name>.figure.json", trust_chart_figure, name="trust-chart-figure"),
    path("<slug:name>.<file:ending>", trust_chart_file, name="trust-chart-file"),
]
