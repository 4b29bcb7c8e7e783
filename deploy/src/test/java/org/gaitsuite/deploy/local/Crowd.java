package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Connections that do nothing useful. */
final class Crowd implements AutoCloseable {
    private static final byte[] A_REQUEST =
            "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] A_BEGINNING =
            "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII);
    private static final long A_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final List<SocketChannel> channels;
    private final Thread drip;

    private Crowd(List<SocketChannel> channels, Thread drip) {
        this.channels = channels;
        this.drip = drip;
    }

    static Crowd idle(int port, int size) throws IOException {
        return new Crowd(connect(port, size), Thread.ofPlatform().unstarted(() -> {}));
    }

    /**
     * Connections that send a byte of a header each second.
     *
     * @param moments of the second at which that happens: as many as there are connections if each has its own, 1 if all send at once
     */
    static Crowd slow(int port, int size, int moments) throws IOException {
        List<SocketChannel> channels = connect(port, size);
        for (SocketChannel channel : channels) {
            channel.write(ByteBuffer.wrap(A_BEGINNING));
        }
        Thread drip = Thread.ofPlatform().daemon().name("drip").start(() -> {
            try {
                drip(channels, moments);
            } catch (InterruptedException | IOException ended) {
                // The measurement is over, or the server has shown the door, which requireStanding tells.
            }
        });
        return new Crowd(channels, drip);
    }

    private static void drip(List<SocketChannel> channels, int moments) throws InterruptedException, IOException {
        int atOnce = channels.size() / moments;
        long next = System.nanoTime();
        while (true) {
            for (int i = 0; i < channels.size(); i++) {
                if (i % atOnce == 0) {
                    next += A_SECOND / moments;
                    TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
                }
                channels.get(i).write(ByteBuffer.wrap(new byte[] {'a'}));
            }
        }
    }

    /** Connections that were answered once: what it takes to receive them is over. */
    private static List<SocketChannel> connect(int port, int size) throws IOException {
        List<SocketChannel> channels = new ArrayList<>(size);
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int i = 0; i < size; i++) {
            SocketChannel channel = SocketChannel.open(server);
            channel.write(ByteBuffer.wrap(A_REQUEST));
            channels.add(channel);
        }
        for (SocketChannel channel : channels) {
            if (channel.read(ByteBuffer.allocate(4096)) <= 0) {
                throw new IOException("the server ended a connection instead of answering");
            }
        }
        return channels;
    }

    /** Whether all of them were there during the measurement: otherwise it measured something else. */
    void requireStanding() throws IOException {
        int gone = 0;
        ByteBuffer answer = ByteBuffer.allocate(4096);
        for (SocketChannel channel : channels) {
            channel.configureBlocking(false);
            try {
                answer.clear();
                if (channel.read(answer) < 0) {
                    gone++;
                }
            } catch (IOException reset) {
                gone++;
            }
        }
        if (gone > 0) {
            throw new IOException("of " + channels.size() + " connections the server had ended " + gone);
        }
    }

    @Override
    public void close() throws IOException {
        drip.interrupt();
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
