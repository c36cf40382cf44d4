"""From snapshots to rows, strings and shapes to draw; no Qt."""
