"""Foreign files to designs."""
