"""The article store in the state's own folder."""
