"""A trust page, one module a section."""
