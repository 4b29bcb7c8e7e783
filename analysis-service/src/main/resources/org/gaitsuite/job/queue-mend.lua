-- ARGV: where to go on, page, ms after which a silent consumer that holds nothing is forgotten. Answers: where to go on ('-': at the
-- start), entries adopted, entries deleted. Looks at a page only where the numbers do not add up: an entry that is neither waiting nor
-- delayed nor held was left by an older version, or by a Redis that lost a part of its keys.
local from, page, silence = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])

local held = 0
local summary = redis.pcall('XPENDING', stream, GROUP)
if not summary.err then
  held = summary[1]
  if from == '-' then
    for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', stream, GROUP)) do
      local facts = {}
      for i = 1, #consumer, 2 do facts[consumer[i]] = consumer[i + 1] end
      if facts.pending == 0 and facts.idle > silence then
        redis.call('XGROUP', 'DELCONSUMER', stream, GROUP, facts.name)
      end
    end
  end
end
local accounted = redis.call('ZCARD', waiting.interactive) + redis.call('ZCARD', waiting.batch) + redis.call('ZCARD', delayed) + held
if redis.call('XLEN', stream) <= accounted then return {'-', 0, 0} end

local function is_accounted(id)
  return redis.call('ZSCORE', waiting.interactive, id) or redis.call('ZSCORE', waiting.batch, id)
    or redis.call('ZSCORE', delayed, id) or (held > 0 and #redis.call('XPENDING', stream, GROUP, id, id, 1) > 0)
end

local adopted, deleted = 0, 0
local found = redis.call('XRANGE', stream, from, '+', 'COUNT', page)
for _, entry in ipairs(found) do
  local id = entry[1]
  if not is_accounted(id) then
    local fields = fields_of(id)
    local analysis = fields.analysis or ''
    local named = redis.call('HGET', entries, analysis)
    if #analysis == 36 and (not named or named == id or not fields_of(named)) then
      redis.call('HSET', entries, analysis, id)
      join_queue(band_of(fields), fields.owner or '', id)
      adopted = adopted + 1
    else
      redis.call('XDEL', stream, id)
      deleted = deleted + 1
    end
  end
end
if #found < page then return {'-', adopted, deleted} end
return {'(' .. found[#found][1], adopted, deleted}
