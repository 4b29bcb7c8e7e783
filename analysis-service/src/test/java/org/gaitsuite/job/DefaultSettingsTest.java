package org.gaitsuite.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.gaitsuite.analysis.PoseConfig;
import org.gaitsuite.analysis.VideoConfig;
import org.gaitsuite.computation.ComputationConfig;
import org.gaitsuite.storage.StoreConfig;
import org.gaitsuite.storage.UploadConfig;
import org.gaitsuite.video.VideoLimits;
import org.junit.jupiter.api.Test;

/** Names and defaults are a promise to operators. */
class DefaultSettingsTest {
    private static <T> T settings(Class<T> type, Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(type)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(type);
    }

    @Test
    void workers() {
        JobConfig config = settings(JobConfig.class, Map.of());
        assertThat(config.concurrency()).isEqualTo(4);
        assertThat(config.lease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.heartbeat()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.maximumAttempts()).isEqualTo(3);
        assertThat(config.maximumDeaths()).isEqualTo(10);
        assertThat(config.retryPause()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.longestRetryPause()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.timeLimit()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.reconcileEvery()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.shutdownGrace()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings(JobConfig.class, Map.of("gait.worker.concurrency", "7"))
                        .concurrency())
                .isEqualTo(7);
    }

    @Test
    void redis() {
        assertThat(settings(RedisConfig.class, Map.of()).caFile()).isEmpty();
        assertThat(settings(RedisConfig.class, Map.of("gait.redis.ca-file", "/ca.pem"))
                        .caFile())
                .contains(Path.of("/ca.pem"));
    }

    @Test
    void uploadsVideosAndPose() {
        assertThat(settings(UploadConfig.class, Map.of()).maximumSize().asLongValue())
                .isEqualTo(2L << 30);
        assertThat(settings(VideoConfig.class, Map.of()).limits()).isEqualTo(VideoLimits.DEFAULT);
        assertThat(settings(PoseConfig.class, Map.of()).estimator()).isEqualTo("silhouette");
    }

    @Test
    void computingProcesses() {
        ComputationConfig config = settings(ComputationConfig.class, Map.of());
        assertThat(config.isolation()).isEqualTo(ComputationConfig.Isolation.PROCESS);
        assertThat(config.memory().asLongValue()).isEqualTo(1536L << 20);
        assertThat(config.computationsPerProcess()).isEqualTo(25);
        assertThat(config.idle()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whatIsKept() {
        RetentionConfig retention = settings(RetentionConfig.class, Map.of());
        assertThat(retention.videos()).isEqualTo(Duration.ofDays(30));
        assertThat(retention.results()).isEmpty();
        assertThat(retention.audit()).isEmpty();
        assertThat(retention.every()).isEqualTo(Duration.ofHours(1));
        StoreConfig store = settings(StoreConfig.class, Map.of());
        assertThat(store.quota()).isEmpty();
        assertThat(store.keepFree().asLongValue()).isEqualTo(1L << 30);
        assertThat(store.blob().container()).isEqualTo("gait");
        assertThat(store.blob().connectionString()).isEmpty();
        assertThat(store.blob().endpoint()).isEmpty();
    }

    @Test
    void anUnknownPropertyFailsTheStart() {
        assertThatThrownBy(() -> settings(JobConfig.class, Map.of("gait.worker.concurency", "2")))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("gait.worker.concurency");
    }
}
