"""From a wish to meet to a table at a time: rounds, requests, the planner, and the plan that mends itself.

A *round* is the meetings of one summit with their phase and numbers. A *block* of time is cut into *slots*; a meeting is
a *request* held in one slot at one *table*, with an *interpreter* where no language is common to all. A *planning run*
proposes a whole plan; a person *adopts* one. Each *seat* is one person's place in one slot, so that nobody sits twice.
"""
