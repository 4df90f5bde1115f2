"""Rules of the type whose key is `stateful_set_spec`, one file a rule."""
