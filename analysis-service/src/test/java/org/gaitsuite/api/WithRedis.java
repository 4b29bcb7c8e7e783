package org.gaitsuite.api;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.gaitsuite.redis.real.RealRedis;

/** A real Redis for the service under test. */
public final class WithRedis implements QuarkusTestResourceLifecycleManager {
    private final RealRedis server = new RealRedis();

    @Override
    public Map<String, String> start() {
        server.start();
        return Map.of("REDIS_URL", server.url());
    }

    @Override
    public void stop() {
        server.stop();
    }
}
