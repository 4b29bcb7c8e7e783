package org.gaitsuite.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryVideoStoreTest {
    /** Of "abc", FIPS 180-2, example B.1. */
    private static final String SHA = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    private Path root;

    private VideoStore store = new DirectoryVideoStore(Path.of("."));
    private final UUID id = UUID.randomUUID();

    @BeforeEach
    void open() {
        store = new DirectoryVideoStore(root);
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void aVideoIsKeptWithItsSizeAndDigest() throws Exception {
        StoredVideo stored = store.store(id, body("abc"), 3, video -> {});
        assertThat(stored.sizeBytes()).isEqualTo(3);
        assertThat(stored.sha256()).isEqualTo(SHA);
        assertThat(store.video(id, SHA).map(video -> text(video.path()))).contains("abc");
    }

    private static String content(Artefact artefact) {
        try (InputStream in = artefact.read(0, artefact.sizeBytes())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aBodyOverTheLimitLeavesNothing() throws Exception {
        assertThatThrownBy(() -> store.store(id, body("abcd"), 3, video -> {}))
                .isInstanceOfSatisfying(
                        UploadRefused.class, e -> assertThat(e.reason()).isEqualTo(UploadRefused.Reason.TOO_LARGE));
        assertThat(files()).isEmpty();
        assertThat(store.video(id, SHA)).isEmpty();
    }

    @Test
    void anEmptyBodyLeavesNothing() throws Exception {
        assertThatThrownBy(() -> store.store(id, body(""), 3, video -> {}))
                .isInstanceOfSatisfying(
                        UploadRefused.class, e -> assertThat(e.reason()).isEqualTo(UploadRefused.Reason.EMPTY));
        assertThat(files()).isEmpty();
    }

    @Test
    void aBodyThatBreaksOffLeavesNothing() throws Exception {
        InputStream breaking = new FilterInputStream(body("abc")) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int n = super.read(buffer, offset, length);
                if (n < 0) {
                    throw new IOException("connection closed");
                }
                return n;
            }
        };
        assertThatThrownBy(() -> store.store(id, breaking, 100, video -> {})).isInstanceOf(IOException.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void artefactsOfAnAttemptAppearTogetherAndDoNotMixWithAnother() throws Exception {
        store.store(id, body("abc"), 3, video -> {});
        for (int attempt = 1; attempt <= 2; attempt++) {
            Path work = store.workFolder(id, attempt);
            Files.writeString(work.resolve("cycles.csv"), "attempt " + attempt);
            assertThat(store.artefact(id, attempt, "cycles.csv")).isEmpty();
            store.keepArtefacts(id, attempt, work);
        }
        assertThat(store.artefact(id, 1, "cycles.csv").map(DirectoryVideoStoreTest::content))
                .contains("attempt 1");
        assertThat(store.artefact(id, 2, "cycles.csv").map(DirectoryVideoStoreTest::content))
                .contains("attempt 2");
    }

    @Test
    void aNameCannotLeaveTheFolder() throws Exception {
        store.store(id, body("abc"), 3, video -> {});
        store.keepArtefacts(id, 1, store.workFolder(id, 1));
        for (String name : new String[] {"../video", "/etc/passwd", "..", "a/b.csv", "video", ""}) {
            assertThat(store.artefact(id, 1, name)).as(name).isEmpty();
        }
    }

    @Test
    void erasingLeavesNothingAndMayBeRepeated() throws Exception {
        store.store(id, body("abc"), 3, video -> {});
        store.keepArtefacts(id, 1, store.workFolder(id, 1));
        store.erase(id);
        store.erase(id);
        assertThat(files()).isEmpty();
        assertThat(store.video(id, SHA)).isEmpty();
    }

    @Test
    void aStoreThatCannotBeWrittenSaysSo() throws Exception {
        Path file = Files.writeString(root.resolve("in-the-way"), "");
        assertThatThrownBy(() -> new DirectoryVideoStore(file).check()).isInstanceOf(IOException.class);
        store.check();
        assertThat(files()).containsExactly(file);
    }
}
