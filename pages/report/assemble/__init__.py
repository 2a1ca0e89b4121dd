"""What a briefing says, gathered from the verbs."""
