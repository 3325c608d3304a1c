package io.portallink.benchmark;

import io.portallink.testkit.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** nginx as a bare proxy: connections kept on both sides, no log. */
final class Nginx {

    private static final int BACKLOG = 4096;

    private Nginx() {}

    static Server start(Path folder, Stub stub) {
        int port = Server.freePort();
        Path file = folder.resolve("nginx.conf");
        String user = System.getProperty("user.name");
        String asRoot = "root".equals(user) ? "user root;" : ""; // else its workers can't write in our folder
        String configuration = """
            daemon off;
            %5$s
            worker_processes 2;
            pid %1$s/nginx.pid;
            error_log %1$s/error.log;
            events { worker_connections 4096; }
            http {
              access_log off;
              client_body_temp_path %1$s/body;
              proxy_temp_path %1$s/proxy;
              fastcgi_temp_path %1$s/fastcgi;
              uwsgi_temp_path %1$s/uwsgi;
              scgi_temp_path %1$s/scgi;
              keepalive_requests 100000000;
              upstream platform {
                server 127.0.0.1:%2$d;
                keepalive 128;
                keepalive_requests 100000000;
              }
              server {
                listen 127.0.0.1:%3$d backlog=%4$d;
                location / {
                  proxy_pass http://platform;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                }
              }
            }
            """.formatted(folder, stub.port(), port, BACKLOG, asRoot);
        try {
            Files.writeString(file, configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String nginx = Programs.find("nginx");
        List<String> command = List.of(nginx, "-p", folder.toString(), "-e", "stderr", "-c", file.toString());
        return Server.start(folder, port, Map.of(), command).awaitPort();
    }
}
