"""Launch the page on index/; the same as `newsquote serve`."""

import sys

from assistant.cli import main

if __name__ == "__main__":
    sys.argv.insert(1, "serve")
    main()
