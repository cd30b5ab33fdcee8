"""The reader: a small cross-encoder that looks for the answer to a question inside passages."""
