-- ARGV: analysis, owner, priority, delay in ms. Answers 1, or 0 if the analysis has an entry already.
local analysis, owner, priority, delay = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])

local known = redis.call('HGET', entries, analysis)
if known and fields_of(known) then return 0 end

local id = redis.call('XADD', stream, '*', 'analysis', analysis, 'owner', owner, 'priority', priority)
redis.call('HSET', entries, analysis, id)
if delay > 0 then
  redis.call('ZADD', delayed, now() + delay, id)
else
  join_queue(priority, owner, id)
end
return 1
