package org.gaitsuite.session;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import redis.embedded.RedisServer;

/** A real Redis on a free port, with a password that needs percent-encoding. Tests may stop it and start another. */
public final class RealRedis implements QuarkusTestResourceLifecycleManager {
    private static final String PASSWORD = "p@ss:w/o+rd=";
    private static final String PORT = "test.redis.port";

    @Override
    public Map<String, String> start() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Tests run in another class loader than this: a system property crosses over.
            System.setProperty(PORT, Integer.toString(free.getLocalPort()));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        startServer();
        return Map.of("redis.url", url());
    }

    @Override
    public void stop() {
        stopServer();
    }

    static String url() {
        return "redis://:%s@127.0.0.1:%d/0".formatted(URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8), port());
    }

    static void startServer() {
        try {
            RedisServer server = RedisServer.newRedisServer()
                    .port(port())
                    .bind("127.0.0.1")
                    .setting("requirepass " + PASSWORD)
                    .setting("save \"\"")
                    .onShutdownForceStop(true)
                    .build();
            server.start();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Asks the server itself to end, whoever started it; nothing happens when it has ended already. */
    static void stopServer() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("AUTH " + PASSWORD + "\r\nSHUTDOWN NOSAVE\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            socket.getInputStream().readAllBytes();
        } catch (java.net.ConnectException ended) {
            return;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** What the server answers to a command, given as words or as one line, as it comes over the wire. */
    public static String ask(String... words) {
        String[] command = words.length == 1 ? words[0].split(" ", -1) : words;
        StringBuilder sent =
                new StringBuilder("*2\r\n$4\r\nAUTH\r\n$%d\r\n%s\r\n".formatted(PASSWORD.length(), PASSWORD));
        sent.append("*").append(command.length).append("\r\n");
        for (String word : command) {
            sent.append("$%d\r\n%s\r\n".formatted(word.getBytes(StandardCharsets.UTF_8).length, word));
        }
        sent.append("*1\r\n$4\r\nQUIT\r\n");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.getOutputStream().write(sent.toString().getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .replaceFirst("^\\+OK\r\n", "")
                    .replaceFirst("\\+OK\r\n$", "");
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static int port() {
        return Integer.getInteger(PORT, 0);
    }
}
