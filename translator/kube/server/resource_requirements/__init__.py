"""Rules of the type whose key is `resource_requirements`, one file a rule."""
