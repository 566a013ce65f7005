"""Addresses of comparisons; which trusts and which quarter stand in the query string."""

from django.urls import path

from league.views.compare import compare, compare_file

urlpatterns = [
    path("compare/", compare, name="compare"),
    path("compare.<file:ending>", compare_file, name="compare-file"),
]
