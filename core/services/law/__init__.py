"""Law as those who keep it see it: reading, checking, confirming, trying out a change."""
