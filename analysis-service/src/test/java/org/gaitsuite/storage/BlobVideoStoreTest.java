package org.gaitsuite.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real emulator of Azure Blob Storage, which is killed and frozen on the way. */
class BlobVideoStoreTest extends VideoStoreContract {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final Duration PROBE_BOUND = Duration.ofSeconds(5);

    @TempDir
    private static Path blobs;

    private static Azurite azurite;

    @TempDir
    private Path spool;

    private final String containerName = "gait-" + UUID.randomUUID();

    @BeforeAll
    static void startAzurite() throws IOException {
        azurite = Azurite.start(blobs);
    }

    @AfterAll
    static void stopAzurite() {
        azurite.close();
    }

    private BlobContainer container() {
        return connection().container(containerName, BlobConnection.Patience.FOR_WORK);
    }

    private BlobConnection connection() {
        return new BlobConnection.ByConnectionString(azurite.connectionString());
    }

    @Override
    VideoStore open(StoreLimits limits) {
        return new BlobVideoStore(connection(), containerName, spool, limits);
    }

    @Override
    List<String> everything() throws IOException {
        List<String> all = new ArrayList<>();
        container().list("", true, blob -> all.add(blob.name()));
        try (Stream<Path> files = Files.walk(spool)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".lock"))
                    .forEach(file -> all.add(file.toString()));
        }
        return all;
    }

    private BlobContainerClient client() {
        return new BlobServiceClientBuilder()
                .connectionString(azurite.connectionString())
                .httpClient(new JdkHttpClientBuilder().build())
                .buildClient()
                .getBlobContainerClient(containerName);
    }

    @Override
    void damage(UUID analysis, String name) {
        var blob = client().getBlobClient(BlobNames.prefix(analysis) + name);
        var metadata = blob.getProperties().getMetadata();
        byte[] content = blob.downloadContent().toBytes();
        content[0] ^= 1;
        blob.upload(BinaryData.fromBytes(content), true);
        blob.setMetadata(metadata);
    }

    @AfterEach
    void noLocalCopyStays() throws IOException {
        try (Stream<Path> files = Files.walk(spool)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("upload-")
                            || file.getFileName().toString().startsWith("video-")))
                    .isEmpty();
        }
    }

    @Test
    void aCrashBetweenTheLastBlockAndItsCommitLeavesNothingToSee() throws Exception {
        BlockUpload crashed = new BlockUpload(container(), BlobNames.video(id));
        crashed.write(new byte[BlockUpload.BLOCK_BYTES], BlockUpload.BLOCK_BYTES);
        crashed.write(new byte[100], 100);
        crashed.flush();
        assertThat(everything()).containsExactly(BlobNames.video(id));
        assertThat(store.video(id, "any")).isEmpty();
        List<UUID> named = new ArrayList<>();
        store.forEachAnalysis(Instant.now().plusSeconds(60), named::add);
        assertThat(named).isEmpty();
        store.erase(id);
        assertThat(everything()).isEmpty();
    }

    @Test
    void artefactsWithoutTheirManifestAreNotThere() throws Exception {
        try (BlockUpload crashed = new BlockUpload(container(), BlobNames.artefact(id, 1, "cycles.csv"))) {
            crashed.write(new byte[10], 10);
            crashed.commit(Map.of());
        }
        assertThat(store.artefact(id, 1, "cycles.csv")).isEmpty();
    }

    @Test
    void aCommitWhoseAnswerWasLostIsNoSecondVideo() throws Exception {
        try (BlockUpload upload = new BlockUpload(container(), BlobNames.video(id))) {
            upload.write(new byte[] {1, 2, 3}, 3);
            upload.commit(Map.of());
            upload.commit(Map.of());
        }
        assertThat(everything()).containsExactly(BlobNames.video(id));
    }

    @Test
    void aStoreThatDiesInTheMiddleIsAnErrorInBoundedTimeAndComesBack() throws Exception {
        assertFailsInBoundedTime(9 << 20, azurite::kill);
        assertThatThrownBy(() -> store.video(id, "any")).isInstanceOf(IOException.class);
        assertThatThrownBy(store::check).isInstanceOf(IOException.class);
        azurite.restart();
        worksAgain();
    }

    @Test
    void aStoreThatFallsSilentInTheMiddleIsAnErrorInBoundedTimeAndComesBack() throws Exception {
        try {
            assertFailsInBoundedTime(9 << 20, azurite::freeze);
            long asked = System.nanoTime();
            assertThatThrownBy(store::check).isInstanceOf(IOException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(PROBE_BOUND);
        } finally {
            azurite.thaw();
        }
        worksAgain();
    }

    private void assertFailsInBoundedTime(long at, GeneratedBody.Event event) {
        long[] happened = {0};
        GeneratedBody body = new GeneratedBody(1, 64 << 20).at(at, () -> {
            event.happen();
            happened[0] = System.nanoTime();
        });
        assertThatThrownBy(() -> store.store(id, body, 1L << 40, video -> {})).isInstanceOf(IOException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - happened[0])).isLessThan(BOUND);
        assertThat(body.delivered()).isLessThan(64 << 20);
    }

    private void worksAgain() throws Exception {
        store.check();
        StoredVideo stored = store.store(UUID.randomUUID(), new GeneratedBody(1, 9 << 20), 9 << 20, video -> {});
        assertThat(stored.sizeBytes()).isEqualTo(9 << 20);
        store.erase(id);
    }

    @Test
    void aLocalCopyLivesUntilItIsClosed() throws Exception {
        StoredVideo stored = store.store(id, body("abc"), 3, video -> {});
        LocalVideo video = store.video(id, stored.sha256()).orElseThrow();
        assertThat(video.path()).startsWith(spool);
        video.close();
        assertThat(video.path()).doesNotExist();
    }

    @Test
    void aLocalCopyThatWouldFillTheVolumeIsNotMade() throws Exception {
        StoredVideo stored = store.store(id, body("abc"), 3, video -> {});
        VideoStore limited = open(new StoreLimits(OptionalLong.empty(), Long.MAX_VALUE));
        assertThatThrownBy(() -> limited.video(id, stored.sha256()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no room");
    }

    @Test
    void copiesOfAProcessThatDiedAreSwept() throws Exception {
        Path dead = Files.createDirectories(spool.resolve("dead"));
        Files.writeString(dead.resolve("video-1"), "private");
        Files.writeString(spool.resolve("dead.lock"), "");
        Path work = store.workFolder(id, 1);
        open(StoreLimits.NONE).sweep();
        assertThat(dead).doesNotExist();
        assertThat(spool.resolve("dead.lock")).doesNotExist();
        assertThat(work).exists();
    }

    @Test
    void theDescriptionNamesTheContainerAndNoSecret() {
        assertThat(store.description()).contains(containerName).doesNotContain("Key");
    }

    @Test
    void aContainerThatWentAwayIsMadeAgain() throws Exception {
        store.check();
        client().delete();
        assertThat(store.video(id, "any")).isEmpty();
        store.check();
    }
}
