"""Rules of the type whose key is `topology_spread_constraint`, one file a rule."""
