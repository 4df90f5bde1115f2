"""Rules of the type whose key is `toleration`, one file a rule."""
