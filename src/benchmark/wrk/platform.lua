wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Basic RVpBS2JlbmNoOg=="
wrk.body = '{"session_type":"account_management","user_id":"user_0123456789abcdef0123456789abcdef","refresh_url":"https://links.example.com/refresh/abc","return_url":"https://links.example.com/return/abc","metadata":{"target":"wallet"}}'
function done(summary, latency, requests)
  io.write(string.format("RESULT rps=%.1f p50=%.2fms p99=%.2fms max=%.1fms non2xx=%d sockerr=%d\n", summary.requests / summary.duration * 1e6, latency:percentile(50)/1000, latency:percentile(99)/1000, latency.max/1000, summary.errors.status, summary.errors.connect+summary.errors.read+summary.errors.write+summary.errors.timeout))
end
