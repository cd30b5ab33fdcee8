"""The HTTP side: one application, its middleware, its doors and its server."""
