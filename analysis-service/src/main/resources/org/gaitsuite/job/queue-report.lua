-- Answers: entries, waiting interactive, waiting batch, delayed, held by workers, age in ms of the oldest waiting entry (-1: none).
local PAGE, PAGES = 200, 10

local function pending()
  local summary = redis.pcall('XPENDING', stream, GROUP)
  if summary.err then return 0 end
  return summary[1]
end

local function is_waiting(id)
  return redis.call('ZSCORE', waiting.interactive, id) or redis.call('ZSCORE', waiting.batch, id)
end

-- The first entries of the stream are running, delayed or the oldest waiting. A look at 2000 of them finds it, unless that many run
-- or are delayed; then the next in turn stands for it.
local function oldest()
  local from = '-'
  for _ = 1, PAGES do
    local page = redis.call('XRANGE', stream, from, '+', 'COUNT', PAGE)
    for _, entry in ipairs(page) do
      if is_waiting(entry[1]) then return entry[1] end
    end
    if #page < PAGE then return nil end
    from = '(' .. page[#page][1]
  end
  return redis.call('ZRANGE', waiting.interactive, 0, 0)[1] or redis.call('ZRANGE', waiting.batch, 0, 0)[1]
end

local interactive, batch = redis.call('ZCARD', waiting.interactive), redis.call('ZCARD', waiting.batch)
local age = -1
if interactive + batch > 0 then
  local id = oldest()
  if id then age = math.max(0, now() - tonumber(string.match(id, '^%d+'))) end
end
return {redis.call('XLEN', stream), interactive, batch, redis.call('ZCARD', delayed), pending(), age}
