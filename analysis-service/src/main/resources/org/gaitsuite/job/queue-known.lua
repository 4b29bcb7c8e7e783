-- ARGV: analyses. Answers those that have an entry. The hash alone would not do: the stream may have been lost without it.
local known = {}
local ids = redis.call('HMGET', entries, unpack(ARGV))
for i, id in ipairs(ids) do
  if id and #redis.call('XRANGE', stream, id, id) > 0 then known[#known + 1] = ARGV[i] end
end
return known
