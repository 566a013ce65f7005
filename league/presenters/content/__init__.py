"""Pages that explain: what is measured, how it is scored, what the words mean."""
