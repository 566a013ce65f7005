"""Finished values for templates: made from rows and editions, never asking the database."""
