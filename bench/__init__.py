"""How fast the bot is, measured beside its peers in the same run: `make bench`."""
