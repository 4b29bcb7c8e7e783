-- ARGV: entry, analysis. Removes a finished entry.
return forget(ARGV[1], ARGV[2])
