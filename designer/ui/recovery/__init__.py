"""Unsaved work: kept while one works, offered after a crash."""
