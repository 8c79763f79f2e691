"""What is kept of a person and for how long: the record of processing, export, erasure and the nightly retention."""
