"""Rules of the type whose key is `pod_spec`, one file a rule."""
