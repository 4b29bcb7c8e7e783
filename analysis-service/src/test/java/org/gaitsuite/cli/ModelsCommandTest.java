package org.gaitsuite.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.gaitsuite.download.FileServer;
import org.gaitsuite.download.PinnedFile;
import org.gaitsuite.pose.dnn.KnownModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ModelsCommandTest {
    private static final Path SHARED = Path.of(
            System.getProperty("GAIT_SHARED", System.getenv().getOrDefault("GAIT_SHARED", "../../shared")), "models");

    private final StringWriter printed = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @TempDir
    Path folder;

    @TempDir
    Path other;

    @Test
    void whatIsKnownIsListedWithWhatIsThere() throws Exception {
        Files.writeString(folder.resolve("movenet_singlepose_lightning_int8.tflite"), "something else");
        assertThat(run("models", "--model-dir", folder.toString())).isZero();
        assertThat(printed.toString())
                .containsPattern("blazepose-lite +Apache-2.0 +5.8 MB +no +f17bfbecad…")
                .containsPattern("movenet-lightning +Apache-2.0 +2.9 MB +another file +cd7cc22fa9…")
                .contains("Folder: " + folder)
                .contains("./run models fetch");
    }

    @Test
    void everyFileOfAKnownModelIsPublishedOverHttps() throws Exception {
        for (KnownModel known : KnownModel.all(folder)) {
            assertThat(known.files())
                    .extracting(PinnedFile::name)
                    .containsExactlyInAnyOrderElementsOf(known.model().digests().keySet());
            assertThat(known.files()).allSatisfy(file -> {
                assertThat(file.sha256()).isEqualTo(known.model().digests().get(file.name()));
                assertThat(file.addresses())
                        .isNotEmpty()
                        .allMatch(a -> a.getScheme().equals("https"));
            });
        }
    }

    @Test
    void whatCannotBeFetchedSaysWhichFilesToCopyWhere() throws Exception {
        try (FileServer server = new FileServer(new byte[2_819_824])) {
            assertThat(run(
                            "models",
                            "fetch",
                            "--mirror",
                            server.address("/m").toString(),
                            "--model-dir",
                            folder.toString()))
                    .isEqualTo(1);
            assertThat(server.asked).containsExactly("/m/pose_landmark_lite.tflite");
        }
        assertThat(printed.toString()).contains("Licence: Apache-2.0, https://www.apache.org/licenses/LICENSE-2.0");
        assertThat(errors.toString())
                .contains("SHA-256 f17bfbecadb61c3be1baa8b8d851cc6619c870a87167b32848ad20db306b9d61 was expected")
                .contains("by hand into " + folder)
                .contains("pose_detection.tflite  from https://storage.googleapis.com/mediapipe-assets/");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anUnknownNetworkIsRefusedWithThoseThatAreKnown() {
        assertThat(run("models", "fetch", "openpose", "--model-dir", folder.toString()))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("blazepose-lite, movenet-lightning");
    }

    @Test
    void aNetworkOfOnesOwnIsTakenWithItsDescriptorIfItsDigestIsRight() throws Exception {
        Path network = Files.writeString(other.resolve("own.onnx"), "a network");
        String descriptor = """
                {"name": "own", "file": "own.onnx", "sha256": "%s", "runtime": "onnx", "decoding": "simcc", "skeleton": "HALPE_26",
                 "input": {"width": 192, "height": 256, "mean": [0, 0, 0], "deviation": [1, 1, 1], "colours": "RGB"},
                 "licence": "MIT", "source": "https://example.org"}
                """.formatted(PinnedFile.digest(network));
        Files.writeString(other.resolve("mine.json"), descriptor);
        assertThat(run("models", "add", other.toString(), "--model-dir", folder.toString()))
                .isZero();
        assertThat(folder.resolve("own.onnx")).hasContent("a network");
        assertThat(folder.resolve("mine.json")).exists();

        Files.writeString(network, "another network");
        assertThat(run("models", "add", other.toString(), "--model-dir", folder.toString()))
                .isEqualTo(1);
        assertThat(errors.toString()).contains("own is not added").contains("expected was");
        assertThat(folder.resolve("own.onnx")).hasContent("a network");
        assertThat(run("models", "--model-dir", folder.toString())).isZero();
        assertThat(printed.toString()).containsPattern("own +MIT +0.0 MB +yes");
    }

    /** Real networks, which are no part of the project. */
    @Test
    void theRecommendedNetworkComesFromAMirrorWithItsLicenceBesideIt() throws Exception {
        assumeTrue(
                Files.isDirectory(SHARED), "the pose networks for trials are not in " + SHARED + " (set GAIT_SHARED)");
        try (FileServer landmarks = new FileServer(Files.readAllBytes(SHARED.resolve("pose_landmark_lite.tflite")))) {
            Files.createDirectories(folder);
            Files.copy(SHARED.resolve("pose_detection.tflite"), folder.resolve("pose_detection.tflite"));
            landmarks.breakingOffAfter(1_000_000);
            String[] fetch = {
                "models", "fetch", "--mirror", landmarks.address("/").toString(), "--model-dir", folder.toString()
            };
            assertThat(run(fetch)).isEqualTo(1);
            assertThat(errors.toString())
                    .contains("broke off at 1.0 of 2.8 MB")
                    .doesNotContain("pose_detection.tflite");
            landmarks.breakingOffAfter(Integer.MAX_VALUE);
            assertThat(run(fetch)).isZero();
        }
        assertThat(Files.readString(folder.resolve("blazepose-lite.licence.txt")))
                .contains("Apache-2.0", "https://www.apache.org/licenses/LICENSE-2.0", "generation=1782183674047673");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "pose_detection.tflite", "pose_landmark_lite.tflite", "blazepose-lite.licence.txt");
        }
        run("models", "--model-dir", folder.toString());
        assertThat(printed.toString()).containsPattern("blazepose-lite +Apache-2.0 +5.8 MB +yes");
    }

    private int run(String... words) {
        CommandLine line = GaitCommand.commandLine();
        return line.setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(errors, true))
                .execute(words);
    }
}
