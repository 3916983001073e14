"""Reports of anti-social behaviour: facts about places, with few names."""
