"""Rules of the type whose key is `probe`, one file a rule."""
