"""Log-ins of the team, their scoped roles, secret links and API tokens.

A *user* signs in; a *grant* gives a user a role in a scope; a *secret link* lets a person in without
a password for one purpose; an *API token* lets a program in.
"""
