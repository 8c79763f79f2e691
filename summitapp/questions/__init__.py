"""What a summit asks the people who register: sections, questions, options, and the rules of answering.

A *question* has a kind, a caption in three languages, a purpose and a time after which its answers go. It may be
asked of some categories only, in a later phase, or only after a certain answer to an earlier question. This
feature knows no registrations: whoever stands above it hands it replies and is told which of them stand.
"""
