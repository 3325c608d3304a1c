#!/bin/sh
# build-app.sh JAR OUT_DIR
# Lays out the packaged jar for a fast start: OUT_DIR/app.jar and OUT_DIR/lib, the JVM's flags, and the ahead-of-time
# cache that start.sh uses. Run it with the very JVM that will run the broker: another build ignores the cache.
set -eu

if [ $# -ne 2 ]; then
  echo "usage: $0 JAR OUT_DIR" >&2
  exit 2
fi
jar=$1
out=$2
here=$(cd "$(dirname "$0")" && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

# The cache can't look into a jar of jars, hence the extraction. One name whatever the version: start.sh relies on it.
# --force: where it was done before, it is done anew, its cache too.
"$java" -Djarmode=tools -jar "$jar" extract --force --destination "$out" --application-filename app.jar
out=$(cd "$out" && pwd)
rm -f "$out/app.aot"
cp "$here/jvm.options" "$out/jvm.options"

random() {
  head -c 32 /dev/urandom
}

# The training run starts the application up to the refreshed context and ends by itself, before it listens anywhere.
# Start-up refuses a configuration without a key or a tenant, so it gets throwaway ones, gone with the process: the key
# is random, no API key hashes to the tenant's hash, and its credential at a platform is none. It runs in an empty
# folder, so that no configuration file or database of the folder that this script was called from takes part.
# TieredStopAtLevel=1: the cache would remember what the optimizing compiler took up during the training, and that compiler
# would begin with it at every start, on the same few cores as the start itself. In a run it sets to work as ever.
training=$(mktemp -d)
trap 'rm -rf "$training"' EXIT
(
  cd "$training"
  "$java" "@$out/jvm.options" \
    "-XX:AOTCacheOutput=$out/app.aot" \
    -XX:TieredStopAtLevel=1 \
    -Dspring.context.exit=onRefresh \
    -jar "$out/app.jar" \
    --server.port=0 \
    --management.server.port=0 \
    --spring.datasource.url=jdbc:h2:mem:training \
    --portal.public-base-url=https://training.invalid \
    "--portal.keys[0]=$(random | base64)" \
    --portal.tenants.training.display-name=Training \
    "--portal.tenants.training.api-keys[0].id=training" \
    "--portal.tenants.training.api-keys[0].sha256=$(random | sha256sum | cut -d ' ' -f 1)" \
    "--portal.tenants.training.api-keys[0].scopes=links,merchants" \
    --portal.tenants.training.platforms.easypost.api-key=none
)

# java warns and exits with 0 when it could not write the cache; the broker would start without it, but slowly.
if [ ! -s "$out/app.aot" ]; then
  echo "No $out/app.aot: the training run wrote no cache; its output above says why." >&2
  exit 1
fi
