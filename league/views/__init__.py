"""Thin faces: one module a page."""
