"""Rules of the type whose key is `aggregation_rule`, one file a rule."""
