"""Rules of the type whose key is `node_selector_term`, one file a rule."""
