"""Rules of the type whose key is `pod_security_context`, one file a rule."""
