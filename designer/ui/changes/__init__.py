"""What edits change, as a table."""
