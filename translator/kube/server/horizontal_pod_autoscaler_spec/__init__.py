"""Rules of the type whose key is `horizontal_pod_autoscaler_spec`, one file a rule."""
