"""Rules of the type whose key is `object_meta`, one file a rule."""
