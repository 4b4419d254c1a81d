"""The examples that hypothesis makes are the same in every run: what passes for one passes for all.

`pytest --hypothesis-profile=default` makes others at every run; `python -m tests.fuzz` looks for them longer.
"""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("steady", derandomize=True)
settings.load_profile("steady")
