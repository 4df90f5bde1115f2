"""Rules of the type whose key is `metric_spec`, one file a rule."""
