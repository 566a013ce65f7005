"""Every action and every address, as every role and as nobody."""
