"""Rules of the type whose key is `service_spec`, one file a rule."""
