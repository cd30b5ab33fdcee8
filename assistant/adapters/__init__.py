"""The retriever as a part of other frameworks: LangChain, LlamaIndex, Haystack.

Each module needs the extra of its name, and nothing here is imported by the rest of the package.
"""
