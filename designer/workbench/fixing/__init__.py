"""Quick fixes: edits that make a finding go away."""
