"""Rules of the type whose key is `priority_class`, one file a rule."""
