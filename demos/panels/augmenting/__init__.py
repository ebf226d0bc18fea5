"""What only the page of augmentation has: draws, pipelines, and what travels with a picture."""
