"""newsquote beside what a user would pick instead: the same articles, weights and questions.

python -m benchmarks.peers install|fill|run|table

Each peer is installed in a virtual environment of its own and driven by one small file here, named
after it; its docstring says how it is set up and why. None of them is a dependency of newsquote.
"""
