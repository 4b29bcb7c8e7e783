package org.gaitsuite.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link VideoStore} keeps to, tried on each. */
abstract class VideoStoreContract {
    /** Of "abc", FIPS 180-2, example B.1. */
    private static final String SHA = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static final long MIB = 1 << 20;

    VideoStore store = new DirectoryVideoStore(Path.of("."));
    final UUID id = UUID.randomUUID();

    /** The same store as another process sees it. */
    abstract VideoStore open(StoreLimits limits);

    /** Names of all that the store holds, unfinished uploads and local copies included. */
    abstract List<String> everything() throws IOException;

    /** Changes one byte behind the store's back. */
    abstract void damage(UUID analysis, String name) throws IOException;

    @BeforeEach
    void openStore() {
        store = open(StoreLimits.NONE);
    }

    static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    static String content(InputStream opened) throws IOException {
        try (InputStream in = opened) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    Artefact artefact(int attempt, String name) throws IOException {
        return store.artefact(id, attempt, name).orElseThrow();
    }

    String whole(int attempt, String name) throws IOException {
        Artefact artefact = artefact(attempt, name);
        return content(artefact.read(0, artefact.sizeBytes()));
    }

    void keep(int attempt, String name, String text) throws IOException {
        Path work = store.workFolder(id, attempt);
        Files.writeString(work.resolve(name), text);
        store.keepArtefacts(id, attempt, work);
    }

    private void assertRefused(UploadRefused.Reason reason, VideoStore by, InputStream body, long maximum)
            throws Exception {
        assertThatThrownBy(() -> by.store(id, body, maximum, video -> {}))
                .isInstanceOfSatisfying(
                        UploadRefused.class, e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(everything()).isEmpty();
        assertThat(store.video(id, SHA)).isEmpty();
    }

    @Test
    void aVideoIsKeptWithItsSizeAndDigest() throws Exception {
        StoredVideo stored = store.store(id, body("abc"), 3, video -> {});
        assertThat(stored).isEqualTo(new StoredVideo(3, SHA));
        try (LocalVideo video = open(StoreLimits.NONE).video(id, SHA).orElseThrow()) {
            assertThat(video.path()).hasContent("abc");
        }
    }

    @Test
    void aBodyOverTheLimitLeavesNothing() throws Exception {
        assertRefused(UploadRefused.Reason.TOO_LARGE, store, body("abcd"), 3);
        GeneratedBody endless = new GeneratedBody(1, Long.MAX_VALUE);
        assertRefused(UploadRefused.Reason.TOO_LARGE, store, endless, 9 * MIB);
        assertThat(endless.delivered()).isLessThan(10 * MIB);
    }

    @Test
    void anEmptyBodyLeavesNothing() throws Exception {
        assertRefused(UploadRefused.Reason.EMPTY, store, body(""), 3);
    }

    @Test
    void aBodyThatBreaksOffLeavesNothing() throws Exception {
        for (long at : new long[] {1, 9 * MIB}) {
            InputStream breaking = new GeneratedBody(1, Long.MAX_VALUE).at(at, () -> {
                throw new IOException("connection closed");
            });
            assertThatThrownBy(() -> store.store(id, breaking, 1L << 40, video -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessage("connection closed");
            assertThat(everything()).isEmpty();
        }
    }

    @Test
    void aVideoThatTheInspectionRefusesLeavesNothing() throws Exception {
        for (long size : new long[] {3, 9 * MIB}) {
            assertThatThrownBy(() -> store.store(id, new GeneratedBody(1, size), size, video -> {
                        assertThat(Files.size(video)).isEqualTo(size);
                        throw new IllegalStateException("no video");
                    }))
                    .hasMessage("no video");
            assertThat(everything()).isEmpty();
        }
    }

    @Test
    void nobodySeesAVideoBeforeItIsKept() throws Exception {
        VideoStore another = open(StoreLimits.NONE);
        List<UUID> seen = new ArrayList<>();
        store.store(id, new GeneratedBody(1, 9 * MIB), 9 * MIB, video -> {
            assertThat(another.video(id, SHA)).isEmpty();
            seen.add(id);
        });
        assertThat(seen).containsExactly(id);
    }

    @Test
    void aSecondVideoOfAnAnalysisIsRefusedAndTheFirstStays() throws Exception {
        store.store(id, body("abc"), 3, video -> {});
        assertThatThrownBy(() -> store.store(id, body("xyz"), 3, video -> {}))
                .isInstanceOf(FileAlreadyExistsException.class);
        try (LocalVideo video = store.video(id, SHA).orElseThrow()) {
            assertThat(video.path()).hasContent("abc");
        }
    }

    @Test
    void aDamagedVideoIsNotHandedOut() throws Exception {
        store.store(id, body("abc"), 3, video -> {});
        damage(id, "video");
        assertThatThrownBy(() -> store.video(id, SHA)).isInstanceOf(DamagedContent.class);
    }

    @Test
    void aLargeVideoComesBackAsItWas() throws Exception {
        long size = 64 * MIB + 12_345;
        StoredVideo stored = store.store(id, new GeneratedBody(7, size), size, video -> {});
        assertThat(stored).isEqualTo(new StoredVideo(size, Sha256.of(new GeneratedBody(7, size))));
        try (LocalVideo video = store.video(id, stored.sha256()).orElseThrow()) {
            assertThat(Sha256.of(video.path())).isEqualTo(stored.sha256());
        }
    }

    @Test
    void manyUploadsAtATimeDoNotMix() throws Exception {
        long size = 5 * MIB + 1;
        List<Future<StoredVideo>> uploads = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                UUID analysis = UUID.randomUUID();
                long seed = i;
                ids.add(analysis);
                uploads.add(
                        threads.submit(() -> store.store(analysis, new GeneratedBody(seed, size), size, video -> {})));
            }
        }
        for (int i = 0; i < 8; i++) {
            String sha256 = uploads.get(i).get().sha256();
            assertThat(sha256).isEqualTo(Sha256.of(new GeneratedBody(i, size)));
            try (LocalVideo video = store.video(ids.get(i), sha256).orElseThrow()) {
                assertThat(Files.size(video.path())).isEqualTo(size);
            }
        }
    }

    @Test
    void artefactsOfAnAttemptAppearTogetherAndDoNotMixWithAnother() throws Exception {
        for (int attempt = 1; attempt <= 2; attempt++) {
            Path work = store.workFolder(id, attempt);
            Files.writeString(work.resolve("cycles.csv"), "attempt " + attempt);
            Files.writeString(work.resolve("result.json"), "{}");
            assertThat(store.artefact(id, attempt, "cycles.csv")).isEmpty();
            store.keepArtefacts(id, attempt, work);
            assertThat(work).doesNotExist();
        }
        assertThat(whole(1, "cycles.csv")).isEqualTo("attempt 1");
        assertThat(whole(2, "cycles.csv")).isEqualTo("attempt 2");
        assertThat(whole(2, "result.json")).isEqualTo("{}");
        assertThat(store.artefact(id, 3, "cycles.csv")).isEmpty();
        assertThat(store.artefact(id, 1, "curves.svg")).isEmpty();
    }

    @Test
    void artefactsKeptAgainTakeThePlaceOfTheFirst() throws Exception {
        keep(1, "cycles.csv", "first");
        keep(1, "curves.svg", "second");
        assertThat(store.artefact(id, 1, "cycles.csv")).isEmpty();
        assertThat(whole(1, "curves.svg")).isEqualTo("second");
    }

    @Test
    void anEmptyArtefactIsOneToo() throws Exception {
        keep(1, "cycles.csv", "");
        assertThat(artefact(1, "cycles.csv").sizeBytes()).isZero();
    }

    @Test
    void aPartOfAnArtefactIsExactlyThatPart() throws Exception {
        keep(1, "overlay.mp4", "0123456789");
        Artefact overlay = artefact(1, "overlay.mp4");
        assertThat(content(overlay.read(0, 1))).isEqualTo("0");
        assertThat(content(overlay.read(3, 4))).isEqualTo("3456");
        assertThat(content(overlay.read(9, 1))).isEqualTo("9");
        assertThat(content(overlay.read(0, 10))).isEqualTo("0123456789");
    }

    @Test
    void aDamagedArtefactBreaksOffBeforeItsLastByte() throws Exception {
        keep(1, "overlay.mp4", "0123456789");
        damage(id, "artefacts-1/overlay.mp4");
        Artefact overlay = artefact(1, "overlay.mp4");
        try (InputStream in = overlay.read(0, 10)) {
            assertThat(in.readNBytes(9)).hasSize(9);
            assertThatThrownBy(in::read).isInstanceOf(DamagedContent.class);
        }
        assertThatThrownBy(() -> overlay.read(0, 1)).isInstanceOf(DamagedContent.class);
    }

    @Test
    void aNameCannotLeaveTheFolder() throws Exception {
        store.store(id, body("abc"), 3, video -> {});
        keep(1, "cycles.csv", "a");
        for (String name : new String[] {
            "../video", "/etc/passwd", "..", "a/b.csv", "video", "manifest", "", "a\\b.csv", "%2e%2e.csv", "A.csv"
        }) {
            assertThat(store.artefact(id, 1, name)).as(name).isEmpty();
        }
    }

    @Test
    void erasingLeavesNothingAndMayBeRepeated() throws Exception {
        store.store(id, body("abc"), 3, video -> {});
        keep(1, "cycles.csv", "a");
        Files.writeString(store.workFolder(id, 2).resolve("curves.svg"), "unfinished");
        store.erase(id);
        store.erase(id);
        assertThat(everything()).isEmpty();
        assertThat(store.video(id, SHA)).isEmpty();
        assertThat(store.artefact(id, 1, "cycles.csv")).isEmpty();
    }

    @Test
    void theVideoCanBeErasedAlone() throws Exception {
        store.store(id, body("abc"), 3, video -> {});
        keep(1, "cycles.csv", "a");
        store.eraseVideo(id);
        store.eraseVideo(id);
        store.eraseVideo(UUID.randomUUID());
        assertThat(store.video(id, SHA)).isEmpty();
        assertThat(whole(1, "cycles.csv")).isEqualTo("a");
    }

    @Test
    void anArtefactCanBeErasedAlone() throws Exception {
        Path work = store.workFolder(id, 1);
        Files.writeString(work.resolve("overlay.mp4"), "a person");
        Files.writeString(work.resolve("cycles.csv"), "a");
        store.keepArtefacts(id, 1, work);
        store.eraseArtefact(id, 1, "overlay.mp4");
        store.eraseArtefact(id, 1, "overlay.mp4");
        store.eraseArtefact(id, 2, "overlay.mp4");
        store.eraseArtefact(id, 1, "../artefacts-1/cycles.csv");
        assertThat(store.artefact(id, 1, "overlay.mp4")).isEmpty();
        assertThat(whole(1, "cycles.csv")).isEqualTo("a");
        assertThat(everything()).noneMatch(name -> name.contains("overlay"));
    }

    @Test
    void anUploadOverTheQuotaEndsWhileItStreams() throws Exception {
        VideoStore limited = open(new StoreLimits(OptionalLong.of(8 * MIB), 0));
        GeneratedBody endless = new GeneratedBody(1, Long.MAX_VALUE);
        assertRefused(UploadRefused.Reason.STORE_FULL, limited, endless, 1L << 40);
        assertThat(endless.delivered()).isLessThan(9 * MIB);

        UUID first = UUID.randomUUID();
        limited.store(first, new GeneratedBody(1, 5 * MIB), 5 * MIB, video -> {});
        assertThatThrownBy(() -> limited.store(id, new GeneratedBody(1, 5 * MIB), 5 * MIB, video -> {}))
                .isInstanceOf(UploadRefused.class);
        limited.erase(first);
        limited.store(id, new GeneratedBody(1, 5 * MIB), 5 * MIB, video -> {});
    }

    @Test
    void whatWasThereBeforeCountsForTheQuota() throws Exception {
        store.store(UUID.randomUUID(), new GeneratedBody(1, 5 * MIB), 5 * MIB, video -> {});
        VideoStore limited = open(new StoreLimits(OptionalLong.of(8 * MIB), 0));
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        boolean refused = false;
        while (!refused && System.nanoTime() < end) {
            UUID next = UUID.randomUUID();
            try {
                limited.store(next, new GeneratedBody(1, 5 * MIB), 5 * MIB, video -> {});
                limited.erase(next);
            } catch (UploadRefused e) {
                refused = e.reason() == UploadRefused.Reason.STORE_FULL;
            }
        }
        assertThat(refused).as("refused once the store was counted").isTrue();
    }

    @Test
    void anUploadThatWouldFillTheVolumeIsRefused() throws Exception {
        VideoStore limited = open(new StoreLimits(OptionalLong.empty(), Long.MAX_VALUE));
        assertRefused(UploadRefused.Reason.STORE_FULL, limited, body("abc"), 3);
    }

    @Test
    void everyAnalysisIsNamedOnceAllOfItIsOldEnough() throws Exception {
        UUID other = UUID.randomUUID();
        store.store(id, body("abc"), 3, video -> {});
        keep(1, "cycles.csv", "a");
        store.store(other, body("abc"), 3, video -> {});
        List<UUID> named = new ArrayList<>();
        store.forEachAnalysis(Instant.now().plusSeconds(60), named::add);
        assertThat(named).containsExactlyInAnyOrder(id, other);
        assertThat(named.stream().map(UUID::toString)).isSorted();
        named.clear();
        store.forEachAnalysis(Instant.now().minusSeconds(60), named::add);
        assertThat(named).isEmpty();
    }

    @Test
    void whatIsInProgressIsNotSwept() throws Exception {
        Path work = store.workFolder(id, 1);
        Files.writeString(work.resolve("cycles.csv"), "a");
        VideoStore another = open(StoreLimits.NONE);
        store.store(UUID.randomUUID(), body("abc"), 3, video -> {
            another.sweep();
            assertThat(video).hasContent("abc");
        });
        assertThat(work.resolve("cycles.csv")).hasContent("a");
    }

    @Test
    void aStoreThatWorksSaysSoAndLeavesNothing() throws Exception {
        store.check();
        assertThat(everything()).isEmpty();
    }
}
