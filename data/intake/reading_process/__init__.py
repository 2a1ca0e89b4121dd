"""Read files in a separate process, so that an expensive file, or one that crashes a reader, does not affect other users.

`runner` starts and follows the process, `worker` is the process, `limits` sets its limits, and `stored` passes the
result as files, of which the server loads only what it shows.
"""
