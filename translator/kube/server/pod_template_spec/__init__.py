"""Rules of the type whose key is `pod_template_spec`, one file a rule."""
