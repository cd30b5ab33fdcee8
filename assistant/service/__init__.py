"""An assistant behind limits, for every door: the page, the API, the tools."""
