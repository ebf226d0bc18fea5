"""The cells and buttons that only the page of L-systems has."""
