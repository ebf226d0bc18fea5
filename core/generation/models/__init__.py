"""The networks that make pictures, one file for each: network, loss and sampler."""
