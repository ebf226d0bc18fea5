"""The shared parts of a page: picture in, settings, result, scores, code, comparison."""
