-- ARGV: entry, delay in ms. Gives a held entry back; answers 0 if nobody holds it.
local id, delay = ARGV[1], tonumber(ARGV[2])
local fields = fields_of(id)
if redis.call('XACK', stream, GROUP, id) == 0 or not fields then return 0 end
if delay > 0 then
  redis.call('ZADD', delayed, now() + delay, id)
else
  -- Its turn had come: it goes to the front and is not charged to its owner again.
  local band = band_of(fields)
  redis.call('ZADD', waiting[band], virtual_time(band), id)
end
return 1
