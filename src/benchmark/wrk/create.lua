-- POST /v1/portal-links, one merchant after the other. MODE: direct or launch; MERCHANTS: how many are registered.
-- TICKETS: the file that takes the launch URLs' paths, one a line.
require "report"

local merchants = tonumber(os.getenv("MERCHANTS"))
local mode = os.getenv("MODE")
local tickets = mode == "launch" and assert(io.open(os.getenv("TICKETS"), "a"))
local life = mode == "launch" and ',"expires_in":600' or ""
local i = tonumber(os.getenv("FIRST") or "0")

wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("API_KEY")
unexpected = 0

function request()
  i = (i + 1) % merchants
  return wrk.format("POST", "/v1/portal-links", nil,
    '{"merchant_id":"m_' .. i .. '","page":"billing","mode":"' .. mode .. '"' .. life .. '}')
end

if tickets then
  tickets:setvbuf("full", 65536)

  function response(status, headers, body)
    local path = body:match('"url":"[^"]*(/launch/[^"]+)"')
    if path then
      tickets:write(path, "\n")
    else
      unexpected = unexpected + 1
    end
  end
end
