package org.gaitsuite.gateway.standin;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;

/** Starts the stand-ins, makes the keys, and tells the gateway under test about both. */
public final class SuiteResource implements QuarkusTestResourceLifecycleManager {
    private final Suite suite = new Suite();

    @Override
    public Map<String, String> start() {
        suite.reset();
        try {
            Path folder = Files.createTempDirectory(Path.of("target"), "keys");
            Map<String, String> settings = new HashMap<>(KeyFiles.make(folder).asSettings());
            settings.put("gait.gateway.session-service-urls", suite.urls(suite.sessions));
            settings.put("gait.gateway.analysis-service-urls", suite.urls(suite.analyses));
            settings.put("gait.gateway.limits.upload", "300M");
            settings.put("gait.gateway.timeouts.connect", "1S");
            settings.put("gait.gateway.timeouts.call", "2S");
            settings.put("gait.gateway.timeouts.stream", "3S");
            // Between two profiles; as long as a stream may last here.
            settings.put("gait.shutdown.timeout", "3S");
            settings.put("gait.gateway.upstream.probe-every", "300MS");
            settings.put("gait.gateway.upstream.eject-for", "200MS");
            settings.put("gait.gateway.cors.origins", "https://clinic.example,https://portal.example");
            settings.put("gait.gateway.cors.with-cookies", "https://portal.example");
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(suite, new TestInjector.MatchesType(Suite.class));
    }

    @Override
    public void stop() {
        suite.stop();
    }
}
