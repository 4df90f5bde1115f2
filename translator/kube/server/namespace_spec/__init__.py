"""Rules of the type whose key is `namespace_spec`, one file a rule."""
