"""What delegates offer and seek, and whom they might meet: profiles, and suggestions with their reasons.

A *profile* belongs to one registration, or to a delegation as a whole, and is optional and reversible. A *suggestion*
names another profile with a score and the *reasons* for it, seen from both sides. To *pass* is to say "not this one";
the other never learns of it. A *rule* tells which category may see and ask which. *Away* is time somebody keeps free.
A *card* holds what counts of one profile, as codes.
"""
