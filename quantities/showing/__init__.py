"""Which findings are shown, and which of them fail a run."""
