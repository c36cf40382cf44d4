"""The window that takes out single links and brings them back."""
