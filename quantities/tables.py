"""Makes `data/lexicon.json` from the TOML files beside it: `python -m quantities.tables`."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def language(code: str) -> dict[str, Any]:
    """The tables of a language, one entry a file of `data/<code>/`."""
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((DATA / code).glob("*.toml"))}


def build(code: str = "en") -> dict[str, Any]:
    """The whole table, ready for JSON."""
    return {"units": {}, "names": {}, "symbols": {}, "signs": {}, "language": language(code)}


if __name__ == "__main__":
    (DATA / "lexicon.json").write_text(json.dumps(build(), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
