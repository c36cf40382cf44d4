"""Commands: every edit is a value that makes a new design."""
