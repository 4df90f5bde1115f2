"""Rules of the type whose key is `container`, one file a rule."""
