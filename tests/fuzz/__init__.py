"""Coverage-guided fuzzing: `python -m tests.fuzz --help`, with the extra `fuzz`."""
