"""The search engine in the state's own folder."""
