package org.gaitsuite.redis.real;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands to a Redis on loopback, past all that the suite does to connect, over RESP2. One thread at a time. */
public final class RedisAsk implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /** @param password empty where none is needed */
    public RedisAsk(int port, String password) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        if (!password.isEmpty()) {
            ask("AUTH", password);
        }
    }

    /** What is answered over a connection for this question alone. */
    @Nullable
    public static Object once(int port, String password, Object... words) throws IOException {
        try (RedisAsk redis = new RedisAsk(port, password)) {
            return redis.ask(words);
        }
    }

    /** A string, a long, a list of answers, or null; null too of a group that nobody made. */
    @Nullable
    public Object ask(Object... words) throws IOException {
        StringBuilder command = new StringBuilder("*%d\r\n".formatted(words.length));
        for (Object word : words) {
            String text = word.toString();
            command.append("$%d\r\n".formatted(text.getBytes(StandardCharsets.UTF_8).length))
                    .append(text)
                    .append("\r\n");
        }
        out.write(command.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
        return answer();
    }

    /** The same where the answer is a number; 0 if it is none. */
    public long number(Object... words) throws IOException {
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
                throw new EOFException("Redis closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
