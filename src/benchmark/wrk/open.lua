-- one request a merchant, in turn
local n = tonumber(os.getenv("MERCHANTS") or "1000")
local i = math.random(n)
local kind = os.getenv("MODE") or "direct"
function request()
  i = i % n + 1
  return wrk.format("POST", "/v1/portal-links", {["Content-Type"]="application/json", ["Authorization"]="Bearer bench-key", ["Host"]="localhost"},
    '{"merchant_id":"m_' .. i .. '","page":"billing","mode":"' .. kind .. '"}')
end
function done(summary, latency, requests)
  io.write(string.format("RESULT rps=%.1f p50=%.2fms p99=%.2fms max=%.1fms non2xx=%d sockerr=%d\n", summary.requests / summary.duration * 1e6, latency:percentile(50)/1000, latency:percentile(99)/1000, latency.max/1000, summary.errors.status, summary.errors.connect+summary.errors.read+summary.errors.write+summary.errors.timeout))
end
