"""What only the page of super-resolution has: its scores, its honesty, its spectra."""
