package org.gaitsuite.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryVideoStoreTest extends VideoStoreContract {
    private final FileTime twoDaysAgo = FileTime.from(Instant.now().minus(Duration.ofDays(2)));

    @TempDir
    private Path root;

    @Override
    VideoStore open(StoreLimits limits) {
        return new DirectoryVideoStore(root.resolve("made/when/needed"), limits);
    }

    @Override
    List<String> everything() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .toList();
        }
    }

    private Path file(UUID analysis, String name) {
        String folder = analysis.toString();
        return root.resolve("made/when/needed")
                .resolve(folder.substring(0, 2))
                .resolve(folder)
                .resolve(name);
    }

    @Override
    void damage(UUID analysis, String name) throws IOException {
        Path file = file(analysis, name);
        byte[] content = Files.readAllBytes(file);
        content[0] ^= 1;
        Files.write(file, content);
    }

    @Test
    void artefactsOfTheTimeBeforeManifestsAreStillServed() throws Exception {
        Path folder = Files.createDirectories(file(id, "artefacts-1"));
        Files.writeString(folder.resolve("cycles.csv"), "0123456789");
        assertThat(whole(1, "cycles.csv")).isEqualTo("0123456789");
        assertThat(content(artefact(1, "cycles.csv").read(3, 4))).isEqualTo("3456");
    }

    @Test
    void damageAfterAPartWasReadIsFoundAtTheNextPart() throws Exception {
        keep(1, "overlay.mp4", "0123456789");
        assertThat(content(artefact(1, "overlay.mp4").read(3, 4))).isEqualTo("3456");
        damage(id, "artefacts-1/overlay.mp4");
        Files.setLastModifiedTime(file(id, "artefacts-1/overlay.mp4"), twoDaysAgo);
        Artefact damaged = artefact(1, "overlay.mp4");
        assertThatThrownBy(() -> damaged.read(3, 4)).isInstanceOf(DamagedContent.class);
    }

    @Test
    void anArtefactThatWentAwayIsDamageAndNotAbsence() throws Exception {
        keep(1, "overlay.mp4", "0123456789");
        Files.delete(file(id, "artefacts-1/overlay.mp4"));
        Artefact missing = artefact(1, "overlay.mp4");
        assertThatThrownBy(() -> missing.read(0, 10)).isInstanceOf(DamagedContent.class);
    }

    @Test
    void aDamagedManifestIsFound() throws Exception {
        keep(1, "overlay.mp4", "0123456789");
        damage(id, "artefacts-1/manifest");
        assertThatThrownBy(() -> artefact(1, "overlay.mp4")).isInstanceOf(DamagedContent.class);
    }

    @Test
    void leftoversAreSweptAfterADay() throws Exception {
        store.store(id, body("abc"), 3, video -> {});
        Path part = Files.writeString(file(id, "video.part-" + UUID.randomUUID()), "half");
        Path work = store.workFolder(id, 1);
        Path unfinished = Files.writeString(work.resolve("cycles.csv"), "half");
        store.sweep();
        assertThat(part).exists();
        assertThat(unfinished).exists();
        for (Path old : List.of(part, unfinished, work, file(id, "video"))) {
            Files.setLastModifiedTime(old, twoDaysAgo);
        }
        store.sweep();
        assertThat(part).doesNotExist();
        assertThat(work).doesNotExist();
        assertThat(file(id, "video")).hasContent("abc");
    }

    @Test
    void anUploadThatRunsOutOfFreeSpaceEndsWhileItStreams() throws Exception {
        long gib = 1L << 30;
        long[] free = {gib + (40L << 20)};
        GeneratedBody endless = new GeneratedBody(1, Long.MAX_VALUE).at(20L << 20, () -> free[0] = gib);
        DirectoryVideoStore limited =
                new DirectoryVideoStore(root, new StoreLimits(OptionalLong.empty(), gib), () -> free[0]);
        assertThatThrownBy(() -> limited.store(id, endless, 1L << 40, video -> {}))
                .isInstanceOf(UploadRefused.class);
        assertThat(endless.delivered()).isBetween(20L << 20, 40L << 20);
        assertThat(everything()).isEmpty();
    }

    @Test
    void aStoreThatCannotBeWrittenSaysSo() throws Exception {
        Path file = Files.writeString(root.resolve("in-the-way"), "");
        assertThatThrownBy(() -> new DirectoryVideoStore(file).check()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new DirectoryVideoStore(file).store(id, body("abc"), 3, video -> {}))
                .isInstanceOf(IOException.class);
    }
}
