#!/bin/sh
# start.sh APP_DIR [ARGUMENT...]
# Runs what build-app.sh laid out. Further arguments go to the application.
set -eu

if [ $# -lt 1 ]; then
  echo "usage: $0 APP_DIR [ARGUMENT...]" >&2
  exit 2
fi
# The path as build-app.sh wrote it down: absolute.
app=$(cd "$1" && pwd)
shift

# exec: java takes this process's place, so that SIGTERM reaches it and it stops in order.
# A cache that doesn't fit (another JVM, other flags in JAVA_TOOL_OPTIONS) costs a warning and a slower start, no more.
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" "@$app/jvm.options" "-XX:AOTCache=$app/app.aot" -jar "$app/app.jar" "$@"
