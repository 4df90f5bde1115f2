"""Rules of the type whose key is `network_policy_spec`, one file a rule."""
