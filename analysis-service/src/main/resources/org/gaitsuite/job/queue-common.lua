-- Put before each of the queue's scripts. Every script declares the same keys, all of one cluster slot.
local stream, delayed, entries, turns = KEYS[1], KEYS[4], KEYS[5], KEYS[6]
local waiting = {interactive = KEYS[2], batch = KEYS[3]}
local owners = {interactive = KEYS[7], batch = KEYS[8]}
local GROUP = 'workers'

-- The time of Redis in milliseconds, the only clock that all instances share.
local function now()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

-- The fields of an entry, or nil where the stream no longer has it.
local function fields_of(id)
  local found = redis.call('XRANGE', stream, id, id)
  if #found == 0 then return nil end
  local fields = {}
  for i = 1, #found[1][2], 2 do fields[found[1][2][i]] = found[1][2][i + 1] end
  return fields
end

local function band_of(fields)
  return fields.priority == 'batch' and 'batch' or 'interactive'
end

-- The virtual time of a band: the start tag of the entry that was served last.
local function virtual_time(band)
  return tonumber(redis.call('HGET', turns, band) or '0')
end

-- Start-time fair queueing with jobs of equal weight (Goyal, Vin, Cheng 1996): an entry starts at the virtual time, or where its
-- owner's entry before it finishes, whichever is later.
local function join_queue(band, owner, id)
  local start = virtual_time(band)
  local finish = redis.call('ZSCORE', owners[band], owner)
  if finish then start = math.max(start, tonumber(finish)) end
  redis.call('ZADD', owners[band], start + 1, owner)
  redis.call('ZADD', waiting[band], start, id)
end

-- Advances the virtual time and forgets every owner whose last finish tag it has reached: they start at the virtual time anyway.
local function served(band, start)
  if redis.call('EXISTS', waiting[band]) == 0 then
    redis.call('DEL', owners[band])
    redis.call('HDEL', turns, band)
  else
    redis.call('HSET', turns, band, start)
    redis.call('ZREMRANGEBYSCORE', owners[band], '-inf', start)
  end
end

-- Removes every trace of an entry; the name of its analysis only if that still means this entry.
local function forget(id, analysis)
  redis.call('XACK', stream, GROUP, id)
  local removed = redis.call('XDEL', stream, id)
  redis.call('ZREM', waiting.interactive, id)
  redis.call('ZREM', waiting.batch, id)
  redis.call('ZREM', delayed, id)
  if redis.call('HGET', entries, analysis) == id then redis.call('HDEL', entries, analysis) end
  return removed
end
