package org.gaitsuite.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on this machine that gives one file, as well or as badly as it is told. */
public final class FileServer implements AutoCloseable {
    public final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final byte[] content;
    private volatile int breaksOffAfter = Integer.MAX_VALUE;
    private volatile boolean knowsRange = true;

    public FileServer(byte[] content) throws IOException {
        this.content = content.clone();
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Ends each answer after so many bytes of its body. */
    public FileServer breakingOffAfter(int bytes) {
        breaksOffAfter = bytes;
        return this;
    }

    public FileServer withoutRange() {
        knowsRange = false;
        return this;
    }

    public FileServer redirecting(String path, String location) {
        server.createContext(path, exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        return this;
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        asked.add(exchange.getRequestURI().getPath() + (range == null ? "" : " " + range));
        int from = range != null && knowsRange ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
        try (OutputStream body = exchange.getResponseBody()) {
            int until = (int) Math.min(content.length, (long) from + breaksOffAfter);
            body.write(Arrays.copyOfRange(content, from, until));
            body.flush();
            if (until < content.length) {
                throw new IOException("this server breaks off");
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
