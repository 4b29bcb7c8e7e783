package org.gaitsuite.deploy.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceImageTest {
    @TempDir
    private Path root = Path.of("");

    @Test
    void whatChangesMostLiesOnTop() throws IOException {
        ServiceImage image = image("analysis-service", Kind.NATIVE);

        assertThat(image.layers())
                .extracting(FileEntriesLayer::getName)
                .containsExactly("libraries", "program", "contents");
    }

    @Test
    void aNativeImageHoldsTheProgramItsLibrariesAndWhatItIsMadeOf() throws IOException {
        assertThat(paths(image("analysis-service", Kind.NATIVE)))
                .containsExactly(
                        "/app/lib/libavcodec.so.62",
                        "/app/bin/analysis-service",
                        "/usr/share/sbom/analysis-service.cdx.json");
    }

    @Test
    void aServiceThatDecodesNothingCarriesNoLibraries() throws IOException {
        assertThat(paths(image("gateway", Kind.NATIVE)))
                .containsExactly("/app/bin/gateway", "/usr/share/sbom/gateway.cdx.json");
    }

    @Test
    void onlyProgramsMayBeRunAndTimesAreFixed() throws IOException {
        List<FileEntry> entries = entries(image("analysis-service", Kind.NATIVE));

        assertThat(entries).allSatisfy(entry -> {
            boolean program = entry.getExtractionPath().toString().startsWith("/app/bin/");
            assertThat(entry.getPermissions().toOctalString()).isEqualTo(program ? "755" : "644");
            assertThat(entry.getModificationTime().getEpochSecond()).isEqualTo(1);
        });
    }

    @Test
    void classesLoadedAheadOfTimeLieWhereTheRuntimeLooksForThem() throws IOException {
        write("gateway/target/quarkus-app/quarkus-run.jar");
        write("gateway/target/quarkus-app/lib/main/library.jar");
        write("gateway/target/quarkus-app/app/gateway.jar");
        write("gateway/target/quarkus-app/quarkus/generated.jar");
        write("deploy/images/target/jre/bin/java");
        ServiceImage image = image("gateway", Kind.JVM);
        String option = image.entryPoint().stream()
                .filter(word -> word.startsWith("-XX:AOTCache="))
                .findFirst()
                .orElseThrow();
        String cache = option.substring(option.indexOf('=') + 1);

        assertThat(paths(image)).doesNotContain(cache);
        write("deploy/images/target/gateway.aot");
        assertThat(paths(image)).contains(cache);
    }

    @Test
    void whatIsNotBuiltIsNamed() throws IOException {
        ServiceImage image = image("gateway", Kind.NATIVE);
        Files.delete(root.resolve("gateway/target/gateway-0.1.0-runner"));

        assertThatThrownBy(image::layers)
                .hasMessageContaining("gateway is not built")
                .hasMessageContaining("runner");
    }

    /** The heap must leave room: the smallest limit that is deployed is 512 MiB. */
    @Test
    void theHeapIsBounded() throws IOException {
        assertThat(image("gateway", Kind.NATIVE).arguments()).containsExactly("-Xmx128m");
        assertThat(image("analysis-service", Kind.NATIVE).arguments()).containsExactly("-Xmx256m");
        assertThat(image("gateway", Kind.JVM).entryPoint()).contains("-XX:MaxRAMPercentage=50");
    }

    private ServiceImage image(String module, Kind kind) throws IOException {
        write(module + "/target/" + module + "-0.1.0-runner");
        Path library = write(module + "/target/lib/libavcodec.so.62");
        Path link = library.resolveSibling("libavcodec.so");
        if (!Files.exists(link)) {
            Files.createSymbolicLink(link, library.getFileName());
        }
        write("deploy/images/target/" + module + ".cdx.json");
        return new ServiceImage(module, kind, root, "0.1.0");
    }

    private Path write(String file) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, file);
    }

    private static List<FileEntry> entries(ServiceImage image) throws IOException {
        return image.layers().stream()
                .flatMap(layer -> layer.getEntries().stream())
                .toList();
    }

    private static List<String> paths(ServiceImage image) throws IOException {
        return entries(image).stream()
                .map(entry -> entry.getExtractionPath().toString())
                .toList();
    }
}
