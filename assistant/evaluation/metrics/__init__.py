"""What a run is measured by: one metric a file, each a plain function of the labels and what was answered."""
