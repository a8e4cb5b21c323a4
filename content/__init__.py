"""What the club teaches and understands, as data that is checked when it is loaded."""
