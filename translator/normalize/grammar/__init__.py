"""Grammars of single values in Docker's own rules: text in, a value out, None where the text is not in the grammar."""
