"""From words to places in a source: where a quote stands, and which sentences speak of a claim."""
