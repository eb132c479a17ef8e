"""How text reads: words, sentences, lines, units. Pure, and the same for whoever reads."""
