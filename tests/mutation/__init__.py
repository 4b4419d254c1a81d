"""Mutation testing: how many small faults in `reading/` and `judging/` the tests notice.

    pip install '.[test,mutation]'
    python -m tests.mutation --seed 1 --sample 300

A fault is put into a copy of the project (another operator, a number one off, `and` for `or`), the tests of the two
rooms are run on it until the first that fails, and the fault is taken out again. What no test noticed is printed with
its lines: read it, and either write the example that is missing or see that the fault changes nothing.

With 300 faults it takes an hour of one processor. Those that survive are of few sorts: a bound on how far is looked,
one more or less; a test that spares work but decides nothing; `is` for `==`, or `<=` where nothing is smaller; the
first or the last of a list of one; what only serves types.

Left out are faults in `|`, which stands in types nearly everywhere, and removed decorators, which are there for speed.
"""
