"""Rules of the type whose key is `storage_class`, one file a rule."""
