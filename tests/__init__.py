"""The tests. One folder for each feature, `architecture` for the rules of the house, `rig` for what they run on."""
