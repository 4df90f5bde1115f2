"""Schema: whether an object fits the published types of a version, decided in microseconds.

`compilation` makes a validator for a kind; `fault` says what is wrong with one object, as data; `nearest` knows what the
author of a wrong kind or field probably meant. How it is said to a person is not known here.
"""
