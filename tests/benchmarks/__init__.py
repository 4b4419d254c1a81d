"""How fast the library is, how its cost grows, and what hostile text does to it.

    python -m tests.benchmarks                               everything, on texts of up to 1 MB: some minutes
    python -m tests.benchmarks --size 100M --only lengths    cost against length from 1 kB to 100 MB
    python -m tests.benchmarks --only speed compiled rivals  the ratios alone
    python -m tests.benchmarks --text news/*.txt --json results.json

The sections, in the order they run:

- `speed`: characters a second of `extract` and `check`, and their cost as a multiple of a bare scan for digits of the
  same stories, one call a story: the stories of `fixtures/stories` (or those of `--text`), and a made text
- `compiled`: the same of the compiled wheel, as it is installed where there is a C compiler; it is built for it
- `lengths`: characters a second on one text of 1 kB, 10 kB ... up to `--size`: all the same if cost is a line
- `hostile`: texts made to hurt, up to `--hostile` long, each as a multiple of plain text of the same length, and what a
  doubling of its length costs: 2 is a line, 4 is a square
- `start`: whole processes, against a bare interpreter and against one that imports argparse and regex
- `compiled-start`: the same of the compiled wheel
- `jobs`: how many times faster the command is on all processors than on one
- `memory`: the highest resident memory of whole processes (with `--size 300M` of 300 MB of JSON Lines; take a break)
- `rivals`: quantulum3 and Duckling (on the index `quantulum3` and `pyduckling-native-phihos`), where installed

Every figure is the median of `--rounds` rounds, in which what is compared takes turns. Nothing here is asserted: the
figures of a machine belong beside its description, which `--json` writes with them.
"""
