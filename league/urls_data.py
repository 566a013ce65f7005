"""Addresses of files: a page's address without its last slash, plus an ending."""

from django.urls import path

from league.views.downloads import league_table_file, quarter_file, register_file, trust_file
from league.views.downloads_bulk import data, history_dataset, quarter_dataset, quarter_workbook
from league.views.downloads_measures import domain_table_file, metric_table_file
from league.views.downloads_rules import (
    methodology_edition_file,
    methodology_file,
    metric_file,
    metric_list_file,
)

_TABLE = "league-tables/<type:trust_type>/<quarter:quarter>"

urlpatterns = [
    path(f"{_TABLE}.<file:ending>", league_table_file, name="league-table-file"),
    path(
        f"{_TABLE}/domains/<slug:domain>.<file:ending>", domain_table_file, name="domain-table-file"
    ),
    path(
        f"{_TABLE}/metrics/<metric:metric_id>.<file:ending>",
        metric_table_file,
        name="metric-table-file",
    ),
    path("trusts.<file:ending>", register_file, name="register-file"),
    path("trusts/<ods:ods_code>/<quarter:quarter>.<file:ending>", trust_file, name="trust-file"),
    path("quarters/<quarter:quarter>.<file:ending>", quarter_file, name="quarter-file"),
    path("metrics.<file:ending>", metric_list_file, name="metrics-file"),
    path("metrics/<metric:metric_id>.<file:ending>", metric_file, name="metric-file"),
    path("methodology.<file:ending>", methodology_file, name="methodology-file"),
    path(
        "methodology/<slug:slug>.<file:ending>",
        methodology_edition_file,
        name="methodology-edition-file",
    ),
    path("data/", data, name="data"),
    path("data/<quarter:quarter>.xlsx", quarter_workbook, name="quarter-workbook"),
    path("data/<slug:dataset>.<file:ending>", history_dataset, name="history-dataset"),
    path(
        "data/<slug:dataset>/<quarter:quarter>.<file:ending>",
        quarter_dataset,
        name="quarter-dataset",
    ),
]
