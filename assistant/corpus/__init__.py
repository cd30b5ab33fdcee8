"""Files to articles to passages.

`reader` reads a file, a folder or a stream: `formats` says which module reads which kind of file,
each gives a `Draft`, and `article` makes an `Article` of it. `passages` cuts articles to the slices
that are embedded, `copies` folds near-identical reports.
"""
