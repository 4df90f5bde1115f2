"""Rules of the type whose key is `pod_disruption_budget_spec`, one file a rule."""
