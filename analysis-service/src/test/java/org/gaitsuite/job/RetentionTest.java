package org.gaitsuite.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.gaitsuite.audit.AuditEvent;
import org.gaitsuite.audit.AuditTrail;
import org.gaitsuite.computation.InProcess;
import org.gaitsuite.redis.real.RealRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
    private static final RealRedis REDIS = new RealRedis();

    @TempDir
    private Path folder;

    private JobRoomFixture room;
    private final AuditEvent.Action deleted = AuditEvent.Action.VIDEO_DELETED;

    @BeforeAll
    static void startRedis() {
        REDIS.start();
    }

    @AfterAll
    static void stopRedis() {
        REDIS.stop();
    }

    @BeforeEach
    void open() throws Exception {
        room = new JobRoomFixture(REDIS, folder);
    }

    @AfterEach
    void close() throws Exception {
        room.close();
    }

    private Retention in(Duration time, Map<String, String> settings) {
        InstantSource clock = InstantSource.offset(InstantSource.system(), time);
        AuditTrail audit = new AuditTrail(room.jdbi, clock);
        AnalysisRows rows = new AnalysisRows(room.jdbi, audit, clock);
        Analyses analyses = new Analyses(
                rows,
                room.store,
                new InProcess(new ScriptedPipeline(), new ScriptedArtefacts()),
                room.queue,
                new MemoryProgressBoard(),
                clock,
                id -> {},
                1000);
        RetentionConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(RetentionConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(RetentionConfig.class);
        return new Retention(rows, analyses, room.store, audit, config, clock);
    }

    private UUID succeeded() throws Exception {
        UUID id = room.accepted("walk");
        Analysis claimed =
                room.attempts.claim(id, Duration.ofMinutes(1), "worker").orElseThrow();
        Path work = room.store.workFolder(id, claimed.attempt());
        for (String name : new String[] {"cycles.csv", "overlay.mp4", "overlay.png", "contact-sheet.png"}) {
            Files.writeString(work.resolve(name), name);
        }
        room.store.keepArtefacts(id, claimed.attempt(), work);
        assertThat(room.attempts.succeed(id, claimed.attempt(), "{}")).isTrue();
        return id;
    }

    private boolean hasVideo(UUID id) throws IOException {
        return room.store.video(id, room.row(id).input().sha256()).isPresent();
    }

    private boolean has(UUID id, String artefact) throws IOException {
        return room.store.artefact(id, 1, artefact).isPresent();
    }

    @Test
    void aVideoGoesAfterItsTimeWithThePicturesOfThePersonAndTheResultStays() throws Exception {
        UUID id = succeeded();
        in(Duration.ofDays(29), Map.of()).look();
        assertThat(hasVideo(id)).isTrue();
        in(Duration.ofDays(31), Map.of()).look();
        assertThat(hasVideo(id)).isFalse();
        assertThat(has(id, "overlay.mp4")).isFalse();
        assertThat(has(id, "overlay.png")).isFalse();
        assertThat(has(id, "contact-sheet.png")).isFalse();
        assertThat(has(id, "cycles.csv")).isTrue();
        Analysis row = room.row(id);
        assertThat(row.result()).isEqualTo("{}");
        assertThat(row.videoDeletedAt()).isNotNull();
        assertThat(row.keeps("overlay.mp4")).isFalse();
        assertThat(row.keeps("cycles.csv")).isTrue();
        in(Duration.ofDays(32), Map.of()).look();
        assertThat(room.audited(id)).containsExactly("owner UPLOADED owner", "system " + deleted + " owner");
    }

    @Test
    void anAnalysisThatWaitsOrRunsKeepsItsVideo() throws Exception {
        UUID waiting = room.accepted("walk");
        UUID running = room.accepted("walk");
        assertThat(room.attempts.claim(running, Duration.ofDays(900), "worker")).isPresent();
        in(Duration.ofDays(400), Map.of("gait.retention.results", "P100D")).look();
        assertThat(hasVideo(waiting)).isTrue();
        assertThat(hasVideo(running)).isTrue();
    }

    @Test
    void zeroKeepsVideosForGood() throws Exception {
        UUID id = succeeded();
        in(Duration.ofDays(4000), Map.of("gait.retention.videos", "PT0S")).look();
        assertThat(hasVideo(id)).isTrue();
    }

    @Test
    void awholeAnalysisGoesWhereResultsHaveATime() throws Exception {
        UUID id = succeeded();
        in(Duration.ofDays(101), Map.of("gait.retention.results", "P100D")).look();
        assertThat(room.rows.find(id)).isEmpty();
        assertThat(has(id, "cycles.csv")).isFalse();
        assertThat(room.audited(id)).endsWith("system ERASED owner");
    }

    @Test
    void aStoreThatIsAwayIsTriedAgain() throws Exception {
        UUID id = succeeded();
        room.storeIsAway = true;
        assertThatThrownBy(() -> in(Duration.ofDays(31), Map.of()).look()).isInstanceOf(IOException.class);
        room.storeIsAway = false;
        in(Duration.ofDays(31), Map.of()).look();
        assertThat(hasVideo(id)).isFalse();
        assertThat(has(id, "overlay.mp4")).isFalse();
    }

    @Test
    void aVideoThatACrashLeftWithoutARowIsSweptUp() throws Exception {
        UUID kept = succeeded();
        UUID young = UUID.randomUUID();
        UUID orphan = UUID.randomUUID();
        for (UUID id : new UUID[] {young, orphan}) {
            room.store.store(id, new java.io.ByteArrayInputStream("walk".getBytes("UTF-8")), 100, video -> {});
        }
        for (UUID id : new UUID[] {kept, orphan}) {
            age(id, Duration.ofHours(2));
        }
        in(Duration.ZERO, Map.of()).look();
        assertThat(folder(orphan)).doesNotExist();
        assertThat(folder(young)).exists();
        assertThat(hasVideo(kept)).isTrue();
    }

    @Test
    void aStoreOfStrangersIsLeftAlone() throws Exception {
        UUID stranger = UUID.randomUUID();
        room.store.store(stranger, new java.io.ByteArrayInputStream("walk".getBytes("UTF-8")), 100, video -> {});
        age(stranger, Duration.ofDays(9));
        in(Duration.ZERO, Map.of()).look();
        assertThat(folder(stranger)).as("perhaps the database is the wrong one").exists();
    }

    private Path folder(UUID id) throws IOException {
        try (Stream<Path> found = Files.find(folder, 2, (path, is) -> path.endsWith(id.toString()))) {
            return found.findFirst().orElse(folder.resolve(id.toString()));
        }
    }

    private void age(UUID id, Duration by) throws IOException {
        try (Stream<Path> files = Files.walk(folder(id))) {
            for (Path file : files.toList().reversed()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(by)));
            }
        }
    }

    @Test
    void anOldAuditEventGoesOnlyWhereTheTrailHasATime() throws Exception {
        UUID id = succeeded();
        in(Duration.ofDays(20), Map.of()).look();
        assertThat(room.audited(id)).isNotEmpty();
        in(Duration.ofDays(20), Map.of("gait.retention.audit", "P10D")).look();
        assertThat(room.audited(id)).isEmpty();
    }
}
