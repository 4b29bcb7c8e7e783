-- KEYS: stream of dead letters, hash of analysis to entry. ARGV: analysis, attempts, reason. Answers 0 if it is there already.
if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 1 then return 0 end
local id = redis.call('XADD', KEYS[1], '*', 'analysis', ARGV[1], 'attempts', ARGV[2], 'reason', ARGV[3])
redis.call('HSET', KEYS[2], ARGV[1], id)
return 1
