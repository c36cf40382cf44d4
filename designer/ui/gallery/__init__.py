"""The gallery: every shipped system as a card."""
