package org.gaitsuite.deploy.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands to a suite's Redis, from outside, over RESP2. One thread at a time. */
final class RedisAsk implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    RedisAsk(StartedSuite suite) throws IOException {
        this(suite.ports().redis(), suite.credentials().redisPassword());
    }

    RedisAsk(int port, String password) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        ask("AUTH", password);
    }

    /** A string, a long, a list of answers, or null. */
    @Nullable
    Object ask(String... words) throws IOException {
        StringBuilder command = new StringBuilder("*%d\r\n".formatted(words.length));
        for (String word : words) {
            command.append('$')
                    .append(word.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n")
                    .append(word)
                    .append("\r\n");
        }
        out.write(command.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
        return answer();
    }

    long number(String... words) throws IOException {
        return ask(words) instanceof Long number ? number : 0;
    }

    private @Nullable Object answer() throws IOException {
        String line = line();
        String rest = line.substring(1);
        switch (line.charAt(0)) {
            case '+':
                return rest;
            case ':':
                return Long.parseLong(rest);
            case '$': {
                int length = Integer.parseInt(rest);
                if (length < 0) {
                    return null;
                }
                String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                in.skipNBytes(2);
                return text;
            }
            case '*': {
                List<Object> answers = new ArrayList<>();
                for (int i = Integer.parseInt(rest); i > 0; i--) {
                    Object one = answer();
                    answers.add(one == null ? "" : one);
                }
                return answers;
            }
            default:
                if (rest.startsWith("NOGROUP")) {
                    return null;
                }
                throw new IOException("Redis answered " + line);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("Redis closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** What lies in the streams, sorted sets and lists of the queue, the dead letters left out; empty when all is done. */
    List<String> leftInQueue() throws IOException {
        List<String> left = new ArrayList<>();
        if (!(ask("KEYS", "gait:jobs*") instanceof List<?> keys)) {
            return left;
        }
        for (Object key : keys) {
            String name = key.toString();
            String type = String.valueOf(ask("TYPE", name));
            String counting = switch (type) {
                case "stream" -> "XLEN";
                case "zset" -> "ZCARD";
                case "list" -> "LLEN";
                default -> "";
            };
            if (name.equals("gait:jobs:dead") || counting.isEmpty()) {
                continue;
            }
            long length = number(counting, name);
            if (length > 0) {
                left.add(name + " holds " + length);
            }
            if (type.equals("stream")
                    && ask("XPENDING", name, "workers") instanceof List<?> pending
                    && !pending.isEmpty()
                    && !pending.getFirst().equals(0L)) {
                left.add(name + " has " + pending.getFirst() + " pending");
            }
        }
        return left;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
