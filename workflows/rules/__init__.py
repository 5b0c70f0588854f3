"""The rules of the protocols as pure functions, each with its source. No dates are counted here by hand."""
