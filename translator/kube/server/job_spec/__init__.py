"""Rules of the type whose key is `job_spec`, one file a rule."""
