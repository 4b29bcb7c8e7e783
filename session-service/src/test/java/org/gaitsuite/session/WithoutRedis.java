package org.gaitsuite.session;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;

/** A service that was started without a Redis, on a database of its own; subclasses say what else differs. */
public class WithoutRedis implements QuarkusTestProfile {
    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(GatewayKeys.class), new TestResourceEntry(TemporaryH2.class));
    }
}
