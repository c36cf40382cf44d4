"""Numbers that others printed, computed again by the program."""
