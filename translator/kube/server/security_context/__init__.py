"""Rules of the type whose key is `security_context`, one file a rule."""
