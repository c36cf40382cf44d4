"""The languages of the window, and texts in the one that is chosen."""
