"""Markup to what a reader sees of it, with the place in the file that every character was read from: a module a format.

Each has one function, `readable(written)`: a pure one, which takes any text, raises on none, and is linear in it.
"""
