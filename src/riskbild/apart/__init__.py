"""Work on what nobody vouches for, in child processes with little memory and time, so that it harms nobody else.

A *trade* is a module that such a child does its work with: `work(order, out)` does one order, which is bytes, and
answers on `out` with lines of JSON, each one message; `prepare()` loads what every order needs, once `FEW` orders
have been done without.
"""
