package org.gaitsuite.deploy.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ports that an image declares are those that its service opens. */
class PortsTest {
    @ParameterizedTest
    @ValueSource(strings = {"gateway", "session-service", "analysis-service"})
    void asTheServiceIsSet(String module) throws IOException {
        Properties settings = new Properties();
        try (Reader file =
                Files.newBufferedReader(Path.of("../..", module, "src/main/resources/application.properties"))) {
            settings.load(file);
        }
        List<String> opened = Stream.of("quarkus.http.port", "quarkus.http.ssl-port", "quarkus.management.port")
                .map(settings::getProperty)
                .filter(Objects::nonNull)
                .toList();

        assertThat(BuildImages.PORTS.get(module)).isEqualTo(opened);
    }
}
