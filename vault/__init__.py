"""Sealing tips. Nothing that the server runs opens one."""
