"""Mutation testing: how many small faults in `reading/` and `judging/` the tests notice.

    pip install '.[mutation]'
    python -m tests.mutation --seed 1 --sample 300

A fault is put into a copy of the project (another operator, a number one off, `and` for `or`), the tests of the two
rooms are run on it until the first that fails, and the fault is taken out again. What no test noticed is printed with
its lines: read it, and either write the example that is missing or see that the fault changes nothing.

Left out are faults in `|`, which stands in types nearly everywhere, and removed decorators, which are there for speed.
"""
