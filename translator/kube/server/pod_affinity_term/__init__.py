"""Rules of the type whose key is `pod_affinity_term`, one file a rule."""
