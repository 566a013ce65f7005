"""Addresses of comparisons; which trusts and which quarter stand in the query string."""

from django.urls import path, register_converter

from league.addresses import FileEnding
from league.views.compare import compare, compare_file

register_converter(FileEnding, "compare_file")

urlpatterns = [
    path("compare/", compare, name="compare"),
    path("compare.<compare_file:ending>", compare_file, name="compare-file"),
]
