"""Rules of the type whose key is `seccomp_profile`, one file a rule."""
