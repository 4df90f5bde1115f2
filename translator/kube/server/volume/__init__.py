"""Rules of the type whose key is `volume`, one file a rule."""
