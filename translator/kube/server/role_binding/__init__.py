"""Rules of the type whose key is `role_binding`, one file a rule."""
