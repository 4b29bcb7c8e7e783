-- ARGV: analysis. Removes its entry, wherever it is.
local id = redis.call('HGET', entries, ARGV[1])
if not id then return 0 end
return forget(id, ARGV[1])
