package org.gaitsuite.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names and defaults are a promise to operators; settings that cannot be meant fail the start with a sentence. */
class StoreChoiceTest {
    private static final String KEY = "c2VjcmV0c2VjcmV0";
    private static final String CONNECTION =
            "DefaultEndpointsProtocol=https;AccountName=clinic;AccountKey=" + KEY + ";EndpointSuffix=core.windows.net";

    @TempDir
    private Path folder;

    private static StoreConfig config(Map<String, String> values) {
        Map<String, String> named = new HashMap<>();
        values.forEach((name, value) -> named.put("gait.store." + name, value));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(StoreConfig.class)
                .withDefaultValues(named)
                .build()
                .getConfigMapping(StoreConfig.class);
    }

    private VideoStore open(Map<String, String> values) {
        return StoreChoice.open(config(values), folder, Map.of());
    }

    private void assertRefused(Map<String, String> values, String sentence) {
        assertThatThrownBy(() -> open(values))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence)
                .hasMessageNotContaining(KEY)
                .hasNoCause();
    }

    @Test
    void defaults() {
        StoreConfig config = config(Map.of());
        assertThat(config.quota()).isEmpty();
        assertThat(config.keepFree().asLongValue()).isEqualTo(1L << 30);
        assertThat(config.blob().connectionString()).isEmpty();
        assertThat(config.blob().connectionStringFile()).isEmpty();
        assertThat(config.blob().endpoint()).isEmpty();
        assertThat(config.blob().clientId()).isEmpty();
        assertThat(config.blob().container()).isEqualTo("gait");
        assertThat(open(Map.of()).description()).isEqualTo("directory " + folder.resolve("videos"));
    }

    @Test
    void aConnectionStringOrItsFileMeansBlobStorage() throws Exception {
        assertThat(open(Map.of("blob.connection-string", CONNECTION)).description())
                .isEqualTo("blob container https://clinic.blob.core.windows.net/gait");
        Path file = Files.writeString(folder.resolve("connection"), CONNECTION + "\n");
        assertThat(open(Map.of("blob.connection-string-file", file.toString(), "blob.container", "walks"))
                        .description())
                .isEqualTo("blob container https://clinic.blob.core.windows.net/walks");
    }

    @Test
    void anEndpointMeansBlobStorageByIdentity() {
        assertThat(open(Map.of("blob.endpoint", "https://clinic.blob.core.windows.net", "blob.client-id", "some"))
                        .description())
                .isEqualTo("blob container https://clinic.blob.core.windows.net/gait");
    }

    @Test
    void settingsThatCannotBeMeantAreRefused() {
        assertRefused(
                Map.of("blob.connection-string", CONNECTION, "blob.endpoint", "https://clinic.blob.core.windows.net"),
                "Give one of");
        assertRefused(Map.of("blob.client-id", "some"), "client-id needs");
        assertRefused(Map.of("blob.endpoint", "http://clinic.blob.core.windows.net"), "https://ACCOUNT");
        assertRefused(Map.of("blob.connection-string", "AccountKey=" + KEY), "is no connection string");
        assertRefused(
                Map.of("blob.connection-string", "BlobEndpoint=https://x;SharedAccessSignature=" + KEY),
                "shared access signature");
        assertRefused(Map.of("blob.connection-string", CONNECTION, "blob.container", "No_Container"), "lower-case");
        assertRefused(Map.of("blob.connection-string", CONNECTION, "blob.container", "a--b"), "lower-case");
        assertRefused(Map.of("quota", "0"), "gait.store.quota");
    }

    @Test
    void anUnknownPropertyFailsTheStart() {
        assertThatThrownBy(() -> config(Map.of("kota", "1G")))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("gait.store.kota");
    }
}
