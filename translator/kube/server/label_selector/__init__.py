"""Rules of the type whose key is `label_selector`, one file a rule."""
