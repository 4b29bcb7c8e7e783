package org.gaitsuite.storage;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/**
 * How much more a store takes. Two limits: a quota for everything that the store holds, and the space that stays free on the volume
 * where uploads are written. An upload claims room chunk by chunk while it arrives, so that it ends as soon as there is no more.
 *
 * <p>What the store holds is counted once in the background when the process starts and again every five minutes, because other
 * processes write to the same store; between two counts, this process adds and takes away what it writes and erases. So what another
 * process writes counts at most five minutes late. Without a quota nothing is counted. Thread-safe.
 */
final class Room {
    private static final Logger LOG = Logger.getLogger(Room.class);
    private static final Duration BETWEEN_COUNTS = Duration.ofMinutes(5);
    private static final long BETWEEN_LOOKS_AT_THE_VOLUME = 16L << 20;

    /** Counts all that a store holds, by telling sizes in bytes. */
    @FunctionalInterface
    interface Count {
        void sizes(LongConsumer each) throws IOException;
    }

    private final OptionalLong quota;
    private final long keepFree;
    private final FreeSpace volume;
    private final Count count;
    private long held;
    private long addedWhileCounting;
    private boolean counting;
    private long countedAt = System.nanoTime();

    /**
     * @param quota bytes that the store may hold; empty: any number
     * @param keepFree bytes that stay free on the volume
     */
    Room(OptionalLong quota, long keepFree, FreeSpace volume, Count count) {
        this.quota = quota;
        this.keepFree = keepFree;
        this.volume = volume;
        this.count = count;
        if (quota.isPresent()) {
            countInBackground();
        }
    }

    /** Room for one upload, which starts with none. */
    Claim claim() {
        return new Claim();
    }

    /** Tells of bytes that were written without a claim, or erased (negative). */
    synchronized void changed(long bytes) {
        held += bytes;
        addedWhileCounting += bytes;
    }

    /** Bytes that the store holds, as far as is known. */
    synchronized long held() {
        return held;
    }

    private synchronized void takeOfQuota(int bytes) throws UploadRefused {
        if (quota.isPresent()) {
            if (System.nanoTime() - countedAt > BETWEEN_COUNTS.toNanos()) {
                countInBackground();
            }
            if (bytes > quota.getAsLong() - held) {
                throw full();
            }
        }
        changed(bytes);
    }

    /** What one upload takes. Closing gives it back unless it was kept. For one thread. */
    final class Claim implements AutoCloseable {
        private long claimed;
        private long looked = -BETWEEN_LOOKS_AT_THE_VOLUME;
        private boolean kept;

        /** @throws UploadRefused if these bytes would exceed a limit; then they are not claimed */
        void take(int bytes) throws IOException, UploadRefused {
            if (claimed - looked >= BETWEEN_LOOKS_AT_THE_VOLUME) {
                if (volume.bytes() - bytes < keepFree) {
                    throw full();
                }
                looked = claimed;
            }
            takeOfQuota(bytes);
            claimed += bytes;
        }

        void keep() {
            kept = true;
        }

        @Override
        public void close() {
            if (!kept) {
                changed(-claimed);
                claimed = 0;
            }
        }
    }

    private static UploadRefused full() {
        return new UploadRefused(
                UploadRefused.Reason.STORE_FULL,
                "The store has no room for this video. Erase analyses that are no longer needed, or ask an operator for more room.");
    }

    private synchronized void countInBackground() {
        if (!counting) {
            counting = true;
            addedWhileCounting = 0;
            Thread.ofVirtual().name("store-count").start(this::countNow);
        }
    }

    private void countNow() {
        long[] sum = {0};
        boolean complete = false;
        try {
            count.sizes(size -> sum[0] += size);
            complete = true;
        } catch (IOException e) {
            LOG.warnf("What the store holds could not be counted; its quota goes by the count before: %s", e);
        } finally {
            counted(complete ? OptionalLong.of(sum[0]) : OptionalLong.empty());
        }
    }

    /** What changed meanwhile may have been seen or not: additions count in any case, erasures from the next count on. */
    private synchronized void counted(OptionalLong sum) {
        if (sum.isPresent()) {
            held = sum.getAsLong() + Math.max(0, addedWhileCounting);
        }
        countedAt = System.nanoTime();
        counting = false;
    }
}
