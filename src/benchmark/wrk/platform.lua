-- What the broker itself sends to the platform: the same call for the platform and for the bare proxies before it.
require "report"

wrk.method = "POST"
wrk.path = "/v2/customer_portal/account_link"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Basic RVpBS2JlbmNoOg=="
wrk.body = '{"session_type":"account_management","user_id":"user_0123456789abcdef0123456789abcdef",'
  .. '"refresh_url":"https://links.example.com/refresh/abc","return_url":"https://links.example.com/return/abc",'
  .. '"metadata":{"target":"wallet"}}'
