"""Which PostgreSQL server answers what: the primary, or a replica for published pages."""
