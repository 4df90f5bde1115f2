"""Rules of the type whose key is `node_selector`, one file a rule."""
