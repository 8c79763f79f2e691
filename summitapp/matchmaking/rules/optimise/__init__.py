"""The planner proper. It needs numpy and HiGHS: only a command and the child process of a planning run import it."""
