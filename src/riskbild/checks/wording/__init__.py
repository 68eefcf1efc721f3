"""Rules about how texts are worded: RB301 and on."""
