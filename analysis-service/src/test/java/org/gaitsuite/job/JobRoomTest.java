package org.gaitsuite.job;

import io.vertx.redis.client.Command;
import java.nio.file.Path;
import org.gaitsuite.redis.real.RealRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A room of its own for each test, on one Redis for all of them. */
abstract class JobRoomTest {
    private static final RealRedis REDIS = new RealRedis();

    @TempDir
    private Path folder;

    JobRoomFixture room;

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
        room.redis.send(Command.FLUSHALL);
    }

    @AfterEach
    void close() throws Exception {
        room.close();
    }
}
