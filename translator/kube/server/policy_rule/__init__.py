"""Rules of the type whose key is `policy_rule`, one file a rule."""
