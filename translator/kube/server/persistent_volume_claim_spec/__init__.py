"""Rules of the type whose key is `persistent_volume_claim_spec`, one file a rule."""
