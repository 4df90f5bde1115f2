"""Rules of the type whose key is `endpoint_slice`, one file a rule."""
