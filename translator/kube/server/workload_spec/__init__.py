"""Rules of the type whose key is `workload_spec`, one file a rule."""
