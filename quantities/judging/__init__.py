"""The judging room: pairs, verdicts, causes and corrections.

`findings` is the way in; `pairs` says which quantities claim to be the same, `verdicts` whether they are, `causes` what
probably went wrong and `corrections` how to mend it; `rates` does for money what fixed factors do for measures.
"""

from quantities.judging.judgement import findings

__all__ = ["findings"]
