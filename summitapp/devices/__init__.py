"""Scanner devices: enrolled by a one-time code, heard from, revocable, and given a sealed roster that names nobody.

A *device* is a telephone or tablet of the team. Its *code* stands in a QR symbol and works once; its *token* is what
it shows from then on. Its *lock* is the key of its role, wrapped under a *PIN* that only the person at the desk knows.
"""
