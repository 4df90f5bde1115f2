"""Rules of the type whose key is `endpoints`, one file a rule."""
