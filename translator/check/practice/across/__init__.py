"""Rules of practice for all objects of a set together."""
