"""What the command does between its arguments and its output; `quantities.cli` runs it."""
