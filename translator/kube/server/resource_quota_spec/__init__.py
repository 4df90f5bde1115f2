"""Rules of the type whose key is `resource_quota_spec`, one file a rule."""
