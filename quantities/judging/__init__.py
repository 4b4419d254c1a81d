"""The judging room: pairs, verdicts, causes and corrections.

`findings` is the way in; `pairs` says which quantities claim to be the same, `verdicts` whether they are, `causes` what
probably went wrong and `corrections` how to mend it; `rates` does for money what fixed factors do for measures, with
`reference` rates of a day where they are asked for. Apart from all that, and imported where they are asked for:
`retellings` of a figure with another amount, `suggestions` of conversions that a house `style` wants, and `datelines`.
"""

from quantities.judging.judgement import Terms, findings, implied_by
from quantities.judging.rates import ImpliedRates

__all__ = ["ImpliedRates", "Terms", "findings", "implied_by"]
