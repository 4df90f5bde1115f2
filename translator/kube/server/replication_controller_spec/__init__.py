"""Rules of the type whose key is `replication_controller_spec`, one file a rule."""
