"""Loading clubs, members and events from a file that people can write."""
