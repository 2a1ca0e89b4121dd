"""The pages of the section 监测: overview, map, goals, collaboration."""
