"""Networks: what they share in shape, training, weights and inference."""
