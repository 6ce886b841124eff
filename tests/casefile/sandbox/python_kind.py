"""Runs the Python text it is given inside a job; only tests load it."""


def run(job):
    space = {"job": job}
    exec(job.params["code"], space)
    return space.get("value")
