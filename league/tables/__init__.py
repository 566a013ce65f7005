"""Tables of pages: sorted on the server, finished cells, one accessible template."""
