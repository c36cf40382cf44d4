"""The rules, one function and one code each."""
