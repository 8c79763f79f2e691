"""What a summit asks of people: sections and questions in three languages, conditions, options with places.

Also how an answer is judged, whoever gives it: form, program or list.
"""
