"""Pages of those who make the rules: settings of an area, holidays, the library of procedures."""
