package org.gaitsuite.gateway.standin;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * An HTTP/2 connection over which a test sends exactly the frames it wants (RFC 9113), those that nobody should send among them. What
 * comes is read by a thread of its own and noted, unless the test asked for a client that does not read.
 */
public final class RawHttp2 implements AutoCloseable {
    /** A stream is broken off because it was not begun. */
    public static final int REFUSED_STREAM = 7;

    /** The connection is ended because of what the client does too often. */
    public static final int ENHANCE_YOUR_CALM = 11;

    /** Nothing more comes on this stream. */
    public static final int END_STREAM = 1;

    /** No more headers of this request come. */
    public static final int END_HEADERS = 4;

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = 9;
    private static final int LITERAL = 0x10;
    private static final int INDEXED = 0x40;
    private static final int SMALL_BUFFER = 8 << 10;

    /** How the connection comes to speak HTTP/2. */
    public enum Way {
        /** By ALPN over TLS. */
        TLS,
        /** In the clear, from the first byte on. */
        CLEAR,
        /** In the clear, by an upgrade from HTTP/1.1, whose request is stream 1. */
        UPGRADED
    }

    /** Kinds of frames. */
    public enum Kind {
        DATA,
        HEADERS,
        PRIORITY,
        RST_STREAM,
        SETTINGS,
        PUSH_PROMISE,
        PING,
        GOAWAY,
        WINDOW_UPDATE,
        CONTINUATION
    }

    private final Socket socket;
    private final OutputStream out;
    private final Set<Integer> answered = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Integer> resets = new ConcurrentHashMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int reason = -1;
    private volatile String end = "open";

    private RawHttp2(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
    }

    /** Connects, sends these settings (an id and a value for each), and reads what comes. */
    public static RawHttp2 open(GatewayProcess gateway, Way way, int... settings) throws Exception {
        RawHttp2 connection = connect(gateway, way, settings);
        Thread.ofVirtual().start(connection::read);
        return connection;
    }

    /** The same for a client that never reads, and has little room for what comes. */
    public static RawHttp2 openUnread(GatewayProcess gateway, Way way) throws Exception {
        return connect(gateway, way);
    }

    private static RawHttp2 connect(GatewayProcess gateway, Way way, int... settings) throws Exception {
        Socket plain = new Socket();
        plain.setReceiveBufferSize(SMALL_BUFFER);
        plain.setTcpNoDelay(true);
        plain.connect(new InetSocketAddress("127.0.0.1", way == Way.TLS ? gateway.tlsPort() : gateway.port()));
        Socket socket = way == Way.TLS ? secured(plain) : plain;
        if (way == Way.UPGRADED) {
            upgrade(socket);
        }
        RawHttp2 connection = new RawHttp2(socket);
        connection.out.write(PREFACE);
        ByteBuffer payload = ByteBuffer.allocate(3 * settings.length);
        for (int i = 0; i < settings.length; i += 2) {
            payload.putShort((short) settings[i]).putInt(settings[i + 1]);
        }
        return connection.send(frame(Kind.SETTINGS, 0, 0, payload.array()));
    }

    private static Socket secured(Socket plain) throws IOException, GeneralSecurityException {
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
        SSLSocket secured =
                (SSLSocket) trusting.getSocketFactory().createSocket(plain, "127.0.0.1", plain.getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static void upgrade(Socket socket) throws IOException {
        socket.getOutputStream()
                .write(("GET /health HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                                + "HTTP2-Settings: AAMAAABk\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = socket.getInputStream().read();
            if (read < 0) {
                throw new IOException("No upgrade: " + head);
            }
            head.append((char) read);
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException("No upgrade: " + head);
        }
    }

    /** The bytes of a frame. */
    public static byte[] frame(Kind kind, int flags, int stream, byte... payload) {
        return ByteBuffer.allocate(HEAD + payload.length)
                .putInt(payload.length << 8 | kind.ordinal())
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /** A payload of one number. */
    public static byte[] number(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    /** The stream of the n-th request of a connection, from 0 on, leaving out the one of an upgrade. */
    public static int stream(int n) {
        return 2 * n + 3;
    }

    /** A whole request without a body, over its own {@code stream}. */
    public static byte[] get(int stream, String path) {
        return frame(Kind.HEADERS, END_HEADERS | END_STREAM, stream, request("GET", path));
    }

    /** The headers of a request that is authorised. */
    public static byte[] request(String method, String path) {
        return all(
                header(":method", method),
                header(":scheme", "http"),
                header(":authority", "x"),
                header(":path", path),
                header("authorization", "Bearer " + Suite.TOKEN));
    }

    /** A header that is not compressed (RFC 7541, 6.2.3). */
    public static byte[] header(String name, String value) {
        return literal(LITERAL, name, value);
    }

    /** A header that the gateway has to remember as number 62 (RFC 7541, 6.2.1). */
    public static byte[] remembered(String name, String value) {
        return literal(INDEXED, name, value);
    }

    private static byte[] literal(int first, String name, String value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(first);
        for (String text : new String[] {name, value}) {
            length(bytes, text.length());
            bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    /** RFC 7541, 5.1, with a prefix of 7 bits. */
    private static void length(ByteArrayOutputStream bytes, int length) {
        if (length < 0x7f) {
            bytes.write(length);
            return;
        }
        bytes.write(0x7f);
        int rest = length - 0x7f;
        while (rest >= 0x80) {
            bytes.write(rest & 0x7f | 0x80);
            rest >>= 7;
        }
        bytes.write(rest);
    }

    /** One after the other. */
    public static byte[] all(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    /** Sends {@code bytes}. */
    public RawHttp2 send(byte[]... bytes) throws IOException {
        out.write(all(bytes));
        out.flush();
        return this;
    }

    /** Sends what {@code next} gives for 0, 1, 2 … until the gateway ends the connection, and returns how often that was. */
    public int sendUntilEnded(Duration atMost, IntFunction<byte[]> next) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        Thread watch = Thread.ofVirtual().start(() -> closeAfter(atMost));
        int sent = 0;
        try {
            while (System.nanoTime() < deadline) {
                send(next.apply(sent));
                sent++;
            }
        } catch (IOException closed) {
            if (System.nanoTime() < deadline) {
                watch.interrupt();
                return sent;
            }
        }
        watch.join();
        throw new AssertionError("The connection is still open after " + sent + " times");
    }

    /** A write into a connection that the gateway does not read would wait for ever. */
    private void closeAfter(Duration delay) {
        try {
            Thread.sleep(delay);
            socket.close();
        } catch (InterruptedException | IOException over) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the gateway ends the connection in time. */
    public boolean endsWithin(Duration atMost) throws InterruptedException {
        return ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Why the gateway has ended the connection; negative where it did not say, or where that was lost. */
    public int reason() {
        return reason;
    }

    @Override
    public String toString() {
        return end + ", reason " + reason + ", resets " + resets + ", answered " + answered;
    }

    /** Streams on which an answer has begun. */
    public Set<Integer> answered() {
        return answered;
    }

    /** Why the gateway broke streams off. */
    public Map<Integer, Integer> resets() {
        return resets;
    }

    /** Waits until {@code condition} holds. */
    public static void await(Duration atMost, java.util.concurrent.Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + atMost);
            }
            Thread.sleep(20);
        }
    }

    private void read() {
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (int first = in.read(); first >= 0; first = in.read()) {
                note(first, in);
            }
            end = "closed";
        } catch (IOException broken) {
            // The gateway closed while something was still on its way to it: an end like another.
            end = broken.toString();
        } finally {
            ended.countDown();
        }
    }

    private void note(int first, DataInputStream in) throws IOException {
        int length = first << 16 | in.readUnsignedShort();
        int kind = in.readUnsignedByte();
        in.skipNBytes(1);
        int stream = in.readInt();
        ByteBuffer payload = ByteBuffer.wrap(in.readNBytes(length));
        if (kind == Kind.HEADERS.ordinal()) {
            answered.add(stream);
        } else if (kind == Kind.RST_STREAM.ordinal()) {
            resets.put(stream, payload.getInt());
        } else if (kind == Kind.GOAWAY.ordinal()) {
            reason = payload.getInt(Integer.BYTES);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
