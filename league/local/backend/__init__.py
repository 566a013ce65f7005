"""Database backend: the embedded server, started at the first connection."""
