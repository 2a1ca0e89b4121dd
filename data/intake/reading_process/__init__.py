"""Reading in a process of its own: a file that costs too much, or that breaks a reader, harms nobody else.

`runner` starts a process and follows it, `worker` is that process, `limits` says what it may cost, `stored` carries what
was read from one to the other as files, of which the server loads only what it shows.
"""
