"""The Trust register. It imports nothing of league/."""
