"""Rules of the type whose key is `ingress_class_spec`, one file a rule."""
