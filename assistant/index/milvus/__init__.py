"""The search engine on a Milvus server."""
