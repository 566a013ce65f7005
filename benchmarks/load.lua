-- For wrk: addresses at random from a file with one a line, where one is given; and at the end
-- what wrk measured, as one line of JSON.
local requests = {}
local number = 0

function setup(thread)
  number = number + 1
  thread:set("seed", number)
end

function init(args)
  if not args[1] then
    return
  end
  for path in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("GET", path)
  end
  math.randomseed(seed)
  request = function()
    return requests[math.random(#requests)]
  end
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\nLOAD {"requests": %d, "microseconds": %d, "p50": %d, "p99": %d, "longest": %d,'
      .. ' "refused": %d, "broken": %d, "statuses": %d, "timeouts": %d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    latency.max, errors.connect, errors.read + errors.write, errors.status, errors.timeout))
end
