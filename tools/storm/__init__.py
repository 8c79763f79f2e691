"""A storm at the doors: many devices, no network at times, wrong clocks, answers that get lost, a server that is killed.

``python -m tools.storm`` plays it in full; ``tests/checkin/test_storm.py`` plays a small one. Afterwards ``check``
says, by a replay of its own, whether every scan is stored once and everybody stands where they should.
"""
