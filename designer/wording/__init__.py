"""Texts that people read: English in files and on the command line, translated in the window."""
