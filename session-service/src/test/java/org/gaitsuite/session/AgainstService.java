package org.gaitsuite.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import org.gaitsuite.session.sql.Database;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;

/**
 * The service on a real database, with a real Redis unless its profile is {@link WithoutRedis}. Its tables are made after its start, so
 * that a database that is away ends nothing: each test begins when they are there.
 */
@QuarkusTestResource(GatewayKeys.class)
@QuarkusTestResource(TemporaryH2.class)
@QuarkusTestResource(WithRedis.class)
@NullUnmarked
public abstract class AgainstService {
    @Inject
    protected Database database;

    @BeforeEach
    void schemaIsReady() {
        Eventually.within(
                Duration.ofSeconds(20), () -> assertThat(database.outage()).isEmpty());
    }
}
