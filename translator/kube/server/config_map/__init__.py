"""Rules of the type whose key is `config_map`, one file a rule."""
