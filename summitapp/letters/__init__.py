"""Letters on the society's paper: invitations for a visa and confirmations of attendance, approved by two, verified by a code."""
