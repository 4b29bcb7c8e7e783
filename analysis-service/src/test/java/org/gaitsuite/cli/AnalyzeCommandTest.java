package org.gaitsuite.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.phantom.PhantomWalk;
import org.gaitsuite.video.VideoInfo;
import org.gaitsuite.video.VideoReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole way from a filmed walk to files, without a server. */
class AnalyzeCommandTest {
    @TempDir
    private static Path folder;

    private static Path walk = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void film() throws IOException {
        walk = folder.resolve("walk.mp4");
        PhantomWalk.render(PhantomSettings.sample(), walk);
    }

    private int run(String... arguments) {
        CommandLine commandLine = GaitCommand.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    @Test
    void aWalkBecomesAResultAndItsFiles() throws Exception {
        Path files = folder.resolve("out");
        int exit = run("analyze", walk.toString(), "--json", "--height", "1.72", "--out", files.toString());
        assertThat(err.toString()).isEmpty();
        assertThat(exit).isZero();

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.path("schema").asText()).isEqualTo("gait-result/1");
        assertThat(json.path("events").size()).isGreaterThan(8);
        assertThat(Files.readString(files.resolve("result.json")))
                .isEqualTo(out.toString().strip());

        try (Stream<Path> made = Files.list(files)) {
            assertThat(made.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "result.json",
                            "cycles.csv",
                            "curves.csv",
                            "curves.svg",
                            "keypoints.json",
                            "keypoints.trc",
                            "angles.mot",
                            "gait.c3d",
                            "overlay.png",
                            "overlay.mp4",
                            "contact-sheet.png");
        }
        List<String> cycles = Files.readAllLines(files.resolve("cycles.csv"));
        assertThat(cycles.getFirst()).startsWith("side,heel_strike_s,toe_off_s");
        assertThat(cycles.size()).isGreaterThan(3);
        assertThat(Files.readString(files.resolve("curves.svg")))
                .startsWith("<svg")
                .contains("Knee")
                .doesNotContain("NaN");
        assertThat(Files.readAllBytes(files.resolve("overlay.png"))).startsWith(0x89, 'P', 'N', 'G');
        assertThat(Files.readAllBytes(files.resolve("contact-sheet.png"))).startsWith(0x89, 'P', 'N', 'G');

        VideoInfo input = VideoReader.probe(walk);
        VideoInfo overlay = VideoReader.probe(files.resolve("overlay.mp4"));
        assertThat(Math.max(overlay.width(), overlay.height())).isLessThanOrEqualTo(960);
        assertThat(overlay.durationSeconds()).isCloseTo(input.durationSeconds(), within(0.1));
    }

    @Test
    void whatIsNoVideoIsRefusedInOneSentence() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.mp4"), "hello");
        assertThat(run("analyze", text.toString(), "--json")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().strip().lines()).hasSize(1).first().asString().startsWith("Not a video: ");
    }

    @Test
    void aWrongValueIsNamed() {
        assertThat(run("analyze", walk.toString(), "--height", "172")).isEqualTo(2);
        assertThat(err.toString()).contains("172").contains("0.4 to 2.6");
        assertThat(run("analyze", folder.resolve("absent.mp4").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("absent.mp4");
    }
}
