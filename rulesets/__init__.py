"""Law as YAML files: one folder per department, `shared/` for what several use. No code."""
