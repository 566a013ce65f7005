"""A service that refuses says why, in a sentence for its reader."""


class RefusedError(Exception):
    """Nothing was changed; the message says what stands against it."""
