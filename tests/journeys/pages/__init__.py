"""The pages of each feature for the walk, one module a feature.

A module may have ``PAGES`` (role → endpoint → the values of its addresses), ``NO_PAGE`` (endpoint → why nobody opens it
as a page) and ``prepare(summit, values)``, which makes what its pages show and returns more values, and the sessions of
roles of its own (role → what the session remembers). It runs inside a unit of work.
"""
