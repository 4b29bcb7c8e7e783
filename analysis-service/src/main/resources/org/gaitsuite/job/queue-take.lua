-- ARGV: consumer, count, visibility in ms, where the search for abandoned entries goes on.
-- Answers: the last id of the stream, ms until a delayed entry is due (-1: none), where the search goes on, then id and analysis of
-- each entry taken.
local consumer, count, visibility, cursor = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4]
local BATCH_TURN = 8 -- every so many entries, batch goes first, so that it cannot starve
local SEARCHES, PROMOTED, MISSING = 20, 100, 1000 -- bounds of one call, whatever lies around

local taken = {}
local function missing() return count - #taken / 2 end
local function hand_over(id, fields)
  taken[#taken + 1] = id
  taken[#taken + 1] = fields.analysis or ''
end

-- After a start or a FLUSHALL there is no group.
local searched = redis.pcall('XAUTOCLAIM', stream, GROUP, consumer, visibility, cursor, 'COUNT', count, 'JUSTID')
if searched.err then
  if not string.find(searched.err, 'NOGROUP', 1, true) then return searched end
  redis.call('XGROUP', 'CREATE', stream, GROUP, '0', 'MKSTREAM')
  searched = {'0-0', {}}
end

-- First what workers that fell silent hold. Redis 6.2 claims deleted entries too: nothing is left of them to hand over.
local searches = 1
while true do
  cursor = searched[1]
  for _, id in ipairs(searched[2]) do
    local fields = fields_of(id)
    if fields then hand_over(id, fields) else redis.call('XACK', stream, GROUP, id) end
  end
  if cursor == '0-0' or missing() == 0 or searches == SEARCHES then break end
  searched = redis.call('XAUTOCLAIM', stream, GROUP, consumer, visibility, cursor, 'COUNT', missing(), 'JUSTID')
  searches = searches + 1
end

-- What is due queues up behind what its owner has waiting.
local time = now()
for _, id in ipairs(redis.call('ZRANGEBYSCORE', delayed, '-inf', time, 'LIMIT', 0, PROMOTED)) do
  redis.call('ZREM', delayed, id)
  local fields = fields_of(id)
  if fields then join_queue(band_of(fields), fields.owner or '', id) end
end

local function next_of(band)
  local head = redis.call('ZPOPMIN', waiting[band])
  if #head == 0 then return nil end
  served(band, head[2])
  return head[1]
end

local gone = 0
while missing() > 0 and gone < MISSING do
  local first, second = 'interactive', 'batch'
  if tonumber(redis.call('HGET', turns, 'taken') or '0') % BATCH_TURN == BATCH_TURN - 1 then first, second = second, first end
  local id = next_of(first) or next_of(second)
  if not id then break end
  redis.call('HINCRBY', turns, 'taken', 1)
  local fields = fields_of(id)
  if fields then
    -- Out of the order of the stream: FORCE delivers an entry that the group has not read.
    redis.call('XCLAIM', stream, GROUP, consumer, 0, id, 'FORCE', 'JUSTID')
    hand_over(id, fields)
  else
    gone = gone + 1
  end
end

local last = '0-0'
local facts = redis.call('XINFO', 'STREAM', stream)
for i = 1, #facts, 2 do
  if facts[i] == 'last-generated-id' then last = facts[i + 1] end
end
local due = redis.call('ZRANGE', delayed, 0, 0, 'WITHSCORES')
local wait = -1
if gone == MISSING then
  wait = 0
elseif #due > 0 then
  wait = math.max(0, tonumber(due[2]) - time)
end
local answer = {last, wait, cursor}
for _, part in ipairs(taken) do answer[#answer + 1] = part end
return answer
