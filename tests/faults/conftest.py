"""Directories for clusters that tests make."""

from tests.local.conftest import home

__all__ = ["home"]
