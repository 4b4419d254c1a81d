"""`python -m quantities`: the command."""

from quantities.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
