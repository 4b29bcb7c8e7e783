package org.gaitsuite.gateway.standin;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.core.http.HttpHeaders;
import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;

/** A test of the whole gateway, with stand-ins in the place of the services behind it. */
@QuarkusTestResource(SuiteResource.class)
@SuppressWarnings("NullAway.Init") // injected before each test
public abstract class AgainstStandIns {
    /** The services behind. */
    protected Suite suite;

    /** Where the gateway listens for plain HTTP. */
    @TestHTTPResource
    protected URI base;

    /** Calls it. */
    protected Client client;

    @BeforeEach
    final void everythingAsAtTheStart() {
        suite.reset();
        client = new Client(base);
    }

    /** The signed identity that {@code arrival} carried. */
    protected static String identityIn(StandIn.Arrival arrival) {
        return Objects.requireNonNull(arrival.headers().get(HttpHeaders.AUTHORIZATION))
                .substring("Bearer ".length());
    }
}
