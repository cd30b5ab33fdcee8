"""A question and passages to verified quotes."""
