package org.gaitsuite.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes one blob block by block while its content arrives: one block is sent while the next one fills, so two blocks are all the memory
 * it takes. Nobody sees anything of it before {@link #commit}; closing it without that drops what was sent. For one thread.
 */
final class BlockUpload implements AutoCloseable {
    static final int BLOCK_BYTES = 4 << 20;
    /** Metadata by which an upload recognises its own blob. */
    private static final String UPLOAD = "upload";

    private static final Logger LOG = Logger.getLogger(BlockUpload.class);

    private final BlobContainer container;
    private final String name;
    private final UUID upload = UUID.randomUUID();
    private final List<String> sent = new ArrayList<>();
    private byte[] filling = new byte[BLOCK_BYTES];
    private byte[] sending = new byte[0];
    private int filled;
    private @Nullable FutureTask<Void> inFlight;
    private boolean committed;
    private boolean outage;

    BlockUpload(BlobContainer container, String name) {
        this.container = container;
        this.name = name;
    }

    void write(byte[] buffer, int length) throws IOException {
        for (int taken = 0; taken < length; ) {
            int n = Math.min(length - taken, BLOCK_BYTES - filled);
            System.arraycopy(buffer, taken, filling, filled, n);
            filled += n;
            taken += n;
            if (filled == BLOCK_BYTES) {
                send();
            }
        }
    }

    private void send() throws IOException {
        awaitBlock();
        byte[] block = filling;
        int length = filled;
        String id = blockId();
        filling = sending.length == 0 ? new byte[BLOCK_BYTES] : sending;
        sending = block;
        filled = 0;
        sent.add(id);
        FutureTask<Void> task = new FutureTask<>(() -> {
            container.stage(name, id, block, length, md5(block, length));
            return null;
        });
        inFlight = task;
        Thread.ofVirtual().name("block-upload").start(task);
    }

    /** Ids are of one length, as the service demands, and differ from those of another upload of the same name. */
    private String blockId() {
        ByteBuffer id = ByteBuffer.allocate(20)
                .putLong(upload.getMostSignificantBits())
                .putLong(upload.getLeastSignificantBits())
                .putInt(sent.size());
        return Base64.getEncoder().encodeToString(id.array());
    }

    private void awaitBlock() throws IOException {
        FutureTask<Void> task = inFlight;
        if (task == null) {
            return;
        }
        inFlight = null;
        try {
            task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the upload of " + name + " was interrupted", e);
        } catch (ExecutionException e) {
            outage = true;
            throw new IOException("a block of %s could not be sent: %s".formatted(name, e.getCause()), e);
        }
    }

    /** Sends what is left, so that nothing is in flight. */
    void flush() throws IOException {
        if (filled > 0) {
            send();
        }
        awaitBlock();
    }

    /**
     * Makes the blob visible, in one step.
     *
     * @throws FileAlreadyExistsException if there is one of that name
     */
    void commit(Map<String, String> metadata) throws IOException {
        flush();
        Map<String, String> named = new HashMap<>(metadata);
        named.put(UPLOAD, upload.toString());
        try {
            container.commit(name, sent, named);
        } catch (FileAlreadyExistsException e) {
            // The answer to an earlier try may have been lost, in which case the blob is ours.
            if (!isOurs()) {
                throw e;
            }
        } catch (IOException e) {
            outage = true;
            throw e;
        }
        committed = true;
    }

    private boolean isOurs() throws IOException {
        return container
                .facts(name)
                .filter(facts -> upload.toString().equals(facts.metadata().get(UPLOAD)))
                .isPresent();
    }

    @Override
    public void close() {
        if (committed || sent.isEmpty()) {
            return;
        }
        try {
            awaitBlock();
        } catch (IOException e) {
            LOG.debugf(e, "A block of %s was on its way when its upload was given up", name);
        }
        if (outage) {
            // Whoever waits for the bad news need not wait for this as well.
            Thread.ofVirtual().name("block-upload-drop").start(this::drop);
        } else {
            drop();
        }
    }

    private void drop() {
        try {
            if (isOurs()) {
                container.delete(name);
            } else {
                container.discard(name);
            }
        } catch (IOException e) {
            LOG.debugf(e, "What was sent of %s stays until the service drops it after a week", name);
        }
    }

    private static byte[] md5(byte[] block, int length) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(block, 0, length);
            return md5.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has MD5", e);
        }
    }
}
