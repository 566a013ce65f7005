"""The pages of an upload: what was found, what it would change, and the form to type into."""
