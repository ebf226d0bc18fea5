"""Diffusion along what a picture shows: structure tensors, and flow on lattice stencils."""
