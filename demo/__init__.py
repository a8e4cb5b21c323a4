"""A club to try things out with: the real workshop of 2564, and plainly invented people."""
