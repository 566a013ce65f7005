"""Addresses of the pages that explain, and of the tables of one metric or domain."""

from django.urls import path

from league.views.about import about
from league.views.domains import domain_table
from league.views.methodology import glossary, methodology, methodology_edition
from league.views.metrics import metric, metric_list, metric_table
from league.views.segments import segments

_TABLES = "league-tables/<type:trust_type>/<quarter:quarter>"

urlpatterns = [
    path(f"{_TABLES}/metrics/<metric:metric_id>/", metric_table, name="metric-table"),
    path(f"{_TABLES}/domains/<slug:domain>/", domain_table, name="domain-table"),
    path("segments/", segments, name="segments"),
    path("methodology/", methodology, name="methodology"),
    path("methodology/<slug:slug>/", methodology_edition, name="methodology-edition"),
    path("glossary/", glossary, name="glossary"),
    path("metrics/", metric_list, name="metrics"),
    path("metrics/<metric:metric_id>/", metric, name="metric"),
    path("about/", about, name="about"),
]
