-- Follows each link of the file TICKETS once, as a browser does, and ends when they are used up.
require "report"

local tickets = assert(io.open(os.getenv("TICKETS"), "r"))
local first

wrk.headers["Sec-Fetch-Mode"] = "navigate"
wrk.headers["Sec-Fetch-Dest"] = "document"
wrk.headers["Sec-Fetch-Site"] = "cross-site"
unexpected = 0

-- wrk waits until its time is over; what it sends meanwhile is no opening, so it is sent nowhere that counts
function request()
  local path = tickets:read("*l")
  if not path then
    wrk.thread:stop()
    return wrk.format("GET", "/problems/not-found")
  end
  first = first or micros()
  lasted = micros() - first
  return wrk.format("GET", path)
end

function response(status)
  if status ~= 302 then
    unexpected = unexpected + 1
  end
end
