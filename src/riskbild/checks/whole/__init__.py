"""Rules about a document as a whole: RB701 and on."""
