"""Rules of the type whose key is `secret`, one file a rule."""
