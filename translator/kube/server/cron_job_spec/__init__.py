"""Rules of the type whose key is `cron_job_spec`, one file a rule."""
