"""What a reader may narrow a table by, always by GET: the address holds the whole state."""
