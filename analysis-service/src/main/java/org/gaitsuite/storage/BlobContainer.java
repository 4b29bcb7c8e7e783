package org.gaitsuite.storage;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobDownloadContentResponse;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.options.BlockBlobStageBlockOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A container of Azure Blob Storage, in the few steps that this room needs. The container is made at the first use if it is missing.
 * Every failure is an {@link IOException}, after a bounded time ({@link BlobConnection} says how long). Thread-safe.
 */
final class BlobContainer {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(15);
    /** Four MiB in 60 s is a line of half a megabit per second: slower ones are of no use for videos. */
    private static final Duration LONGEST_TRANSFER = Duration.ofSeconds(60);

    private static final int LISTED_AT_ONCE = 1000;

    /** A blob that can be read. */
    record Facts(long sizeBytes, String etag, Map<String, String> metadata) {}

    /** @param committed false: only unfinished uploads are there, which nobody can read */
    record Listed(String name, long sizeBytes, Instant changed, boolean committed) {}

    private final BlobContainerClient client;
    private final String address;
    private volatile boolean there;

    /** @param address for messages, without secrets */
    BlobContainer(BlobContainerClient client, String address) {
        this.client = client;
        this.address = address;
    }

    String address() {
        return address;
    }

    /** Sends one block of a blob, which nobody sees before {@link #commit}. */
    void stage(String name, String blockId, byte[] block, int length, byte[] md5) throws IOException {
        write(() -> block(name)
                .stageBlockWithResponse(
                        new BlockBlobStageBlockOptions(
                                        blockId, BinaryData.fromByteBuffer(ByteBuffer.wrap(block, 0, length)))
                                .setContentMd5(md5),
                        LONGEST_TRANSFER,
                        Context.NONE));
    }

    /**
     * Makes a blob of its staged blocks, in one step.
     *
     * @throws FileAlreadyExistsException if there is such a blob
     */
    void commit(String name, List<String> blockIds, Map<String, String> metadata) throws IOException {
        write(() -> block(name)
                .commitBlockListWithResponse(
                        new BlockBlobCommitBlockListOptions(blockIds)
                                .setMetadata(metadata)
                                .setRequestConditions(new BlobRequestConditions().setIfNoneMatch("*")),
                        LONGEST_CALL,
                        Context.NONE));
    }

    /** Writes a small blob in one step, in place of what was there. */
    void put(String name, byte[] content) throws IOException {
        write(() -> block(name)
                .uploadWithResponse(
                        new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(content)), LONGEST_CALL, Context.NONE));
    }

    Optional<Facts> facts(String name) throws IOException {
        return ifThere(() -> {
            BlobProperties properties = client.getBlobClient(name)
                    .getPropertiesWithResponse(null, LONGEST_CALL, Context.NONE)
                    .getValue();
            return new Facts(properties.getBlobSize(), properties.getETag(), Map.copyOf(properties.getMetadata()));
        });
    }

    /** A small blob as a whole. */
    Optional<byte[]> read(String name) throws IOException {
        return ifThere(() -> client.getBlobClient(name)
                .downloadContentWithResponse(null, null, LONGEST_CALL, Context.NONE)
                .getValue()
                .toBytes());
    }

    /**
     * A part of a blob.
     *
     * @param etag of the version that is meant: another is refused as {@link DamagedContent}
     */
    byte[] read(String name, String etag, long first, int length) throws IOException {
        return ifThere(() -> {
                    BlobDownloadContentResponse part = client.getBlobClient(name)
                            .downloadContentWithResponse(
                                    null,
                                    new BlobRequestConditions().setIfMatch(etag),
                                    new BlobRange(first, (long) length),
                                    false,
                                    LONGEST_TRANSFER,
                                    Context.NONE);
                    return part.getValue().toBytes();
                })
                .orElseThrow(() -> new DamagedContent(name + " went away while it was read"));
    }

    /** What is not there is no error. */
    void delete(String name) throws IOException {
        ifThere(() -> client.getBlobClient(name).deleteWithResponse(null, null, LONGEST_CALL, Context.NONE));
    }

    /**
     * Drops the blocks of an unfinished upload. There is no call for that: an empty blob takes their place for a moment, which counts
     * for nothing because it has no metadata.
     */
    void discard(String name) throws IOException {
        try {
            commit(name, List.of(), Map.of());
        } catch (FileAlreadyExistsException e) {
            // Then somebody finished an upload of that name, which dropped all other blocks.
            return;
        }
        delete(name);
    }

    /** Sorted by name. What the consumer throws comes out as it is. */
    void list(String prefix, boolean withUncommitted, Consumer<Listed> each) throws IOException {
        ListBlobsOptions options = new ListBlobsOptions()
                .setPrefix(prefix)
                .setMaxResultsPerPage(LISTED_AT_ONCE)
                .setDetails(new BlobListDetails().setRetrieveUncommittedBlobs(withUncommitted));
        // The first page is asked for here; where there is no container, there is nothing.
        Optional<Iterator<BlobItem>> first =
                ifThere(() -> client.listBlobs(options, LONGEST_CALL).iterator());
        if (first.isPresent()) {
            Iterator<BlobItem> items = first.get();
            while (call(items::hasNext)) {
                each.accept(listed(call(items::next)));
            }
        }
    }

    private static Listed listed(BlobItem item) {
        var properties = item.getProperties();
        OffsetDateTime changed = properties.getLastModified();
        Long size = properties.getContentLength();
        String etag = properties.getETag();
        return new Listed(
                item.getName(),
                size == null ? 0 : size,
                changed == null ? Instant.EPOCH : changed.toInstant(),
                etag != null && !etag.isEmpty());
    }

    private BlockBlobClient block(String name) {
        return client.getBlobClient(name).getBlockBlobClient();
    }

    private void makeIfMissing() throws IOException {
        if (!there) {
            call(() -> {
                try {
                    return client.createIfNotExistsWithResponse(null, LONGEST_CALL, Context.NONE);
                } catch (BlobStorageException e) {
                    // An identity may be allowed to write blobs and not to make containers.
                    if (e.getStatusCode() == 403) {
                        return false;
                    }
                    throw e;
                }
            });
            there = true;
        }
    }

    /** Once more, if it turns out that the container went away since it was seen. */
    private <T> void write(Supplier<T> call) throws IOException {
        makeIfMissing();
        try {
            call(call);
        } catch (IOException e) {
            if (there) {
                throw e;
            }
            makeIfMissing();
            call(call);
        }
    }

    private <T> Optional<T> ifThere(Supplier<T> call) throws IOException {
        return call(() -> {
            try {
                return Optional.of(call.get());
            } catch (BlobStorageException e) {
                if (e.getStatusCode() == 404) {
                    noticeMissing(e);
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private <T> T call(Supplier<T> call) throws IOException {
        try {
            return call.get();
        } catch (BlobStorageException e) {
            noticeMissing(e);
            throw translated(e);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new IOException(address + " does not answer: " + e, e);
        }
    }

    private void noticeMissing(BlobStorageException e) {
        if (BlobErrorCode.CONTAINER_NOT_FOUND.equals(e.getErrorCode())) {
            there = false;
        }
    }

    private IOException translated(BlobStorageException e) {
        BlobErrorCode code = e.getErrorCode();
        if (BlobErrorCode.BLOB_ALREADY_EXISTS.equals(code)) {
            return new FileAlreadyExistsException(address, null, "there is a blob of that name");
        }
        if (BlobErrorCode.CONDITION_NOT_MET.equals(code)) {
            return new DamagedContent(address + ": a blob changed while it was read");
        }
        return new IOException("%s refused a call: %d %s".formatted(address, e.getStatusCode(), code), e);
    }
}
