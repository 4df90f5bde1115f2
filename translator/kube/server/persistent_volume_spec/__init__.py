"""Rules of the type whose key is `persistent_volume_spec`, one file a rule."""
