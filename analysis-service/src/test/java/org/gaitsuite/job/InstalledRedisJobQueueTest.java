package org.gaitsuite.job;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.gaitsuite.redis.real.RealRedis;
import org.junit.jupiter.api.BeforeAll;

/** The same on the Redis that is installed on this machine, where there is one: Redis 7 answers some commands differently. */
class InstalledRedisJobQueueTest extends RedisJobQueueTest {
    private static final Path PROGRAM = Path.of("/usr/bin/redis-server");

    @BeforeAll
    static void find() {
        assumeTrue(Files.isExecutable(PROGRAM), "there is no " + PROGRAM);
    }

    @Override
    RealRedis server() {
        return RealRedis.of(PROGRAM);
    }
}
