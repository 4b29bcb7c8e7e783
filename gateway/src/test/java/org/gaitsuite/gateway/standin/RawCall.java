package org.gaitsuite.gateway.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection over which a test sends exactly the bytes it wants. */
public final class RawCall implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /** Connects to the gateway under test. */
    public RawCall(int port) throws IOException {
        this(port, "127.0.0.1");
    }

    /** Connects to it from another of this machine's own addresses, {@code 127.0.0.2} for instance. */
    public RawCall(int port, String from) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(from), 0);
        socket.setSoTimeout(Math.toIntExact(Duration.ofSeconds(10).toMillis()));
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** Sends lines, each ended as HTTP wants it, and an empty line. */
    public RawCall head(String... lines) throws IOException {
        return send(String.join("\r\n", lines) + "\r\n\r\n");
    }

    /** Sends {@code text} as it is. */
    public RawCall send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends {@code bytes}. */
    public RawCall send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    /** Whether something has come that was not read yet. */
    public boolean hasAnswer() throws IOException {
        return in.available() > 0;
    }

    /** The next line, without its end; empty at the end of the stream. */
    public String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    /** Everything up to the next empty line. */
    public String block() throws IOException {
        StringBuilder block = new StringBuilder();
        for (String line = line(); !line.isEmpty(); line = line()) {
            block.append(line).append('\n');
        }
        return block.toString();
    }

    /** Everything until the gateway closes. */
    public String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** How much comes until the gateway ends the connection, properly or by breaking it off. */
    public long bytesUntilEnded() throws IOException {
        byte[] piece = new byte[64 << 10];
        long bytes = 0;
        try {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                bytes += read;
            }
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
        return bytes;
    }

    /** Whether the gateway closes the connection, having sent nothing more. */
    public boolean isClosedByGateway() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
