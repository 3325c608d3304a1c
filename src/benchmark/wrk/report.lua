-- Shared by the scripts: the end of a run is one line of JSON, times in microseconds. One thread, so globals do.
local ffi = require "ffi"
ffi.cdef [[
  typedef struct { long seconds; long nanos; } moment;
  int clock_gettime(int clock, moment *now);
]]
local MONOTONIC = 1
local now = ffi.new("moment")

function micros()
  ffi.C.clock_gettime(MONOTONIC, now)
  return tonumber(now.seconds) * 1e6 + tonumber(now.nanos) / 1e3
end

local only

function setup(thread)
  only = thread
end

-- wrk itself counts only statuses above 399; a script that expects one status counts the others in `unexpected`.
-- A script that can end early counts its own time in `lasted`: wrk waits out the time that it was given.
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format(
    '\nRESULT {"requests":%d,"lasted":%.0f,"p50":%d,"p99":%d,"max":%d,"errors":%d,"cpu":%.0f}\n',
    summary.requests, only:get("lasted") or summary.duration, latency:percentile(50), latency:percentile(99), latency.max,
    e.status + e.connect + e.read + e.write + e.timeout + (only:get("unexpected") or 0), os.clock() * 1e6))
end
