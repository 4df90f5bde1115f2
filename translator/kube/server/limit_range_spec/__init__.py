"""Rules of the type whose key is `limit_range_spec`, one file a rule."""
