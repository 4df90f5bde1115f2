"""Whatever stands in a stack file, the answer is a finding at a place, soon: never a traceback, never silence."""
