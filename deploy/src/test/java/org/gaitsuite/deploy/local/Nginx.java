package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * nginx with a configuration of its own, in the foreground, as the services behind the gateway or as the proxy that the gateway is
 * compared with.
 */
final class Nginx implements AutoCloseable {
    private static final String COMMON = """
            daemon off; user %4$s; worker_processes %1$d; worker_rlimit_nofile 65536; pid %2$s/pid; error_log %2$s/error.log;
            events { worker_connections 32768; }
            http {
              keepalive_requests 1000000000; keepalive_timeout 600s; sendfile on; tcp_nopush on; client_max_body_size 4g;
              client_body_temp_path %2$s/t1; proxy_temp_path %2$s/t2; fastcgi_temp_path %2$s/t3; uwsgi_temp_path %2$s/t4; scgi_temp_path %2$s/t5;
              %3$s
            }
            """;

    private final Process process;

    private Nginx(Process process) {
        this.process = process;
    }

    /**
     * Stands in for both services: looks any session up, and answers with small JSON or with files.
     *
     * @param files served below {@code /v1/analyses/abc/}
     */
    static Nginx upstream(Path folder, int port, Path files) throws IOException {
        return start(folder, 1, """
                access_log off; default_type application/json;
                server {
                  listen 127.0.0.1:%d backlog=8192;
                  location = / { add_header X-Gait-Parts "sql=up,redis=up"; return 204; }
                  location = /internal/session { return 200 '{"account_id":"7c9e6679-7425-40de-944b-e07fc1f90ae7","login":"demo","roles":["user"],"expires_at":"2099-01-01T00:00:00Z","kind":"session"}'; }
                  location = /v1/sessions/current { return 200 '{"expires_at":"2099-01-01T00:00:00Z","kind":"session","account":{"id":"7c9e6679-7425-40de-944b-e07fc1f90ae7","login":"demo","name":"Demo","roles":["user"]}}'; }
                  location = /v1/analyses/abc { return 200 '{"id":"abc","state":"SUCCEEDED","progress":{"stage":"done","fraction":1},"created_at":"2026-11-01T00:00:00Z","name":"walk"}'; }
                  location /v1/analyses/abc/ { alias %s/; default_type application/octet-stream; }
                }
                """.formatted(port, files));
    }

    /** A reverse proxy that does what of the gateway's work nginx can: the log in JSON, request ids, security headers, streaming. */
    static Nginx proxy(Path folder, int port, int upstream, int workers) throws IOException {
        return start(folder, workers, """
                log_format json escape=json '{"time":"$time_iso8601","method":"$request_method","path":"$uri","status":$status,"duration":$request_time,"request_id":"$request_id","bytes_in":$request_length,"bytes_out":$bytes_sent}';
                access_log %1$s/access.log json buffer=64k flush=1s;
                upstream services { server 127.0.0.1:%2$d; keepalive 128; keepalive_requests 1000000000; }
                server {
                  listen 127.0.0.1:%3$d reuseport backlog=8192;
                  location / {
                    proxy_pass http://services; proxy_http_version 1.1; proxy_request_buffering off; proxy_buffering off;
                    proxy_set_header Connection ""; proxy_set_header X-Request-Id $request_id; proxy_set_header X-Forwarded-For $remote_addr;
                    proxy_set_header X-Forwarded-Proto $scheme; proxy_set_header X-Forwarded-Host $host;
                    add_header X-Request-Id $request_id always; add_header X-Content-Type-Options nosniff always;
                    add_header Content-Security-Policy "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'" always;
                    add_header Referrer-Policy same-origin always; add_header Cross-Origin-Resource-Policy same-origin always;
                  }
                }
                """.formatted(folder, upstream, port));
    }

    private static Nginx start(Path folder, int workers, String http) throws IOException {
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(configuration, COMMON.formatted(workers, folder, http, System.getProperty("user.name")));
        return new Nginx(new ProcessBuilder("nginx", "-c", configuration.toString(), "-e", folder + "/error.log")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start());
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while nginx ended", e);
        }
    }
}
