"""The article store on a PostgreSQL server."""
