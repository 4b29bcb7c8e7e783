package org.gaitsuite.gateway.connection;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * How many connections each network address holds, and that none holds more than its share: without that one machine could take all that
 * the process may have. Safe for use by many threads.
 */
final class Crowds {
    private static final Logger LOG = Logger.getLogger(Crowds.class);
    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    private final int most;
    /** By the bits of the network. */
    private final ConcurrentMap<Long, Integer> held = new ConcurrentHashMap<>();

    private final LongAdder refused = new LongAdder();
    private final AtomicLong lastRefusedNanos = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    /** @param most connections of one network address; 0 for any number */
    Crowds(int most) {
        if (most < 0) {
            throw new IllegalArgumentException(
                    "gait.connections.per-address must be 0, for any number, or more, but is " + most);
        }
        this.most = most;
    }

    /** Counts a connection, unless its network has too many; one that is counted has to {@link #leave} some time. */
    boolean enter(Network network) {
        if (most == 0 || held.merge(network.bits(), 1, Integer::sum) <= most) {
            return true;
        }
        leave(network);
        refused.increment();
        if (System.nanoTime() - lastRefusedNanos.getAndSet(System.nanoTime()) >= QUIET_NANOS) {
            LOG.warnf(
                    "Connections are refused: an address holds %d, as many as gait.connections.per-address allows",
                    most);
        }
        return false;
    }

    void leave(Network network) {
        held.computeIfPresent(network.bits(), (_, count) -> count == 1 ? null : count - 1);
    }

    long refused() {
        return refused.sum();
    }

    /** Networks that hold a connection. */
    int networks() {
        return held.size();
    }

    /**
     * What counts as one address: all of an IPv4 address, however it is written; of an IPv6 address the first 64 bits, since whoever has
     * one of that network has all.
     */
    record Network(long bits) {
        static Network of(InetAddress address) {
            byte[] bytes = address.getAddress();
            if (bytes.length == Integer.BYTES) {
                return new Network(Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt()) | 0xffffL << Integer.SIZE);
            }
            ByteBuffer both = ByteBuffer.wrap(bytes);
            long network = both.getLong();
            // Nobody has ::/64: in it are the loopback address and all of IPv4.
            return new Network(network == 0 ? both.getLong() : network);
        }
    }
}
