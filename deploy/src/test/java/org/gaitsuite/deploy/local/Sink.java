package org.gaitsuite.deploy.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Stands in for a service that takes uploads: reads every body to its end as fast as it comes, and answers then. */
final class Sink implements AutoCloseable {
    private static final byte[] ANSWER =
            "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PROBED =
            "HTTP/1.1 204 No Content\r\nX-Gait-Parts: sql=up\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int PIECE = 1 << 18;

    private final ServerSocket server;

    private Sink(ServerSocket server) {
        this.server = server;
    }

    static Sink open() throws IOException {
        Sink sink = new Sink(new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()));
        Thread.ofPlatform().daemon().name("sink").start(sink::accept);
        return sink;
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofPlatform().daemon().start(() -> serve(client));
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream(), PIECE);
            byte[] piece = new byte[PIECE];
            while (true) {
                String head = head(in);
                if (head.isEmpty()) {
                    return;
                }
                if (head.startsWith("HEAD")) {
                    client.getOutputStream().write(PROBED);
                    continue;
                }
                for (long left = length(head); left > 0; ) {
                    int read = in.read(piece, 0, (int) Math.min(left, piece.length));
                    if (read < 0) {
                        return;
                    }
                    left -= read;
                }
                client.getOutputStream().write(ANSWER);
            }
        } catch (IOException broken) {
            // The proxy ended the connection: what it makes of that its client sees.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        int c;
        while ((c = in.read()) >= 0) {
            head.append((char) c);
            if (c == '\n' && head.length() >= 4 && head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
                return head.toString();
            }
        }
        return "";
    }

    private static long length(String head) {
        for (String line : head.toLowerCase(Locale.ROOT).split("\r\n", -1)) {
            if (line.startsWith("content-length:")) {
                return Long.parseLong(line.substring("content-length:".length()).strip());
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
