"""The names that the articles of an index write, in the state's own folder."""
