"""Rules of the type whose key is `ingress_spec`, one file a rule."""
