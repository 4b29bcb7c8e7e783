package org.gaitsuite.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmokeSettingsTest {
    @Test
    void defaultsAreSmallAndStayOnThisMachine(@TempDir Path directory) throws IOException {
        SmokeSettings settings = SmokeSettings.from(properties(directory));
        assertThat(settings.target().base()).hasToString("https://127.0.0.1:8443");
        assertThat(settings.users()).isEqualTo(2);
        assertThat(settings.heightMetres()).isEqualTo(1.70);
        assertThat(settings.ramp()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.patience()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.longest()).isEqualTo(Duration.ofSeconds(365));
    }

    @ParameterizedTest
    @CsvSource({"users, 0", "users, 51", "users, many", "ramp, 601", "patience, 100000", "height, 170", "height, NaN"})
    void whatIsOutOfBoundsIsRefusedByName(String property, String value, @TempDir Path directory) throws IOException {
        Properties properties = properties(directory);
        properties.setProperty(property, value);
        assertThatThrownBy(() -> SmokeSettings.from(properties))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-D%s=%s".formatted(property, value));
    }

    @Test
    void anotherMachineNeedsPermission(@TempDir Path directory) throws IOException {
        Properties properties = properties(directory);
        properties.setProperty("target", "https://gait.example.org");
        assertThatThrownBy(() -> SmokeSettings.from(properties)).hasMessageContaining("not this machine");
        properties.setProperty("target.allowed", "false");
        assertThatThrownBy(() -> SmokeSettings.from(properties)).hasMessageContaining("not this machine");
        properties.setProperty("target.allowed", "true");
        assertThat(SmokeSettings.from(properties).target().base()).hasToString("https://gait.example.org");
    }

    @Test
    void aVideoIsNeeded() {
        assertThatThrownBy(() -> SmokeSettings.from(new Properties())).hasMessageContaining("-Dvideo");
        Properties absent = new Properties();
        absent.setProperty("video", "/no/such/walk.mp4");
        assertThatThrownBy(() -> SmokeSettings.from(absent)).hasMessageContaining("/no/such/walk.mp4");
    }

    @Test
    void gatlingTellsNobodyOfTheRun() {
        Config config = ConfigFactory.load("gatling.conf");
        assertThat(config.getBoolean("gatling.data.enableAnalytics")).isFalse();
        assertThat(config.getString("gatling.http.warmUpUrl")).isEmpty();
    }

    private static Properties properties(Path directory) throws IOException {
        Path video = Files.createFile(directory.resolve("walk.mp4"));
        Properties properties = new Properties();
        properties.setProperty("video", video.toString());
        return properties;
    }
}
