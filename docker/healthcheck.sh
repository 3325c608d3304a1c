#!/bin/bash
# Succeeds when the broker says that it is ready. bash, because the image has neither curl nor wget and bash can open a
# connection itself; another JVM just to ask would cost more than the broker's answer.
set -eu

# A health check must end: no answer within these seconds is a no.
seconds=4

exec 3<>"/dev/tcp/127.0.0.1/${MANAGEMENT_SERVER_PORT:-8081}"
printf 'GET /actuator/health/readiness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
IFS= read -r -t "$seconds" status <&3

# 200 is ready; not ready is a 503. The body is left unread.
echo "${status%$'\r'}"
[[ $status == 'HTTP/1.1 200'* ]]
