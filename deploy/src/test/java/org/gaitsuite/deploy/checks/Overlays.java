package org.gaitsuite.deploy.checks;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gaitsuite.deploy.local.Trees;

/** Every overlay of {@code deploy/kubernetes}, built once for all tests. */
final class Overlays {
    /** Of these the base is not deployed by itself, and the last is put together for the tests. */
    static final List<String> NAMES = List.of("base", "aks", "small", "local", "aks-monitored");

    static final List<String> DEPLOYED = List.of("aks", "small", "local", "aks-monitored");

    private static final class Built {
        static final Optional<Map<String, Manifests>> OVERLAYS =
                Kustomize.find().map(Overlays::build);
    }

    private Overlays() {}

    /** Skips the test, with a line on standard output, where nothing can be built. */
    static Manifests get(String name) {
        assumeTrue(Built.OVERLAYS.isPresent(), "neither kubectl 1.27 nor kustomize 5 is installed");
        return Optional.ofNullable(Built.OVERLAYS.get().get(name)).orElseThrow();
    }

    private static Map<String, Manifests> build(Kustomize kustomize) {
        try {
            Path copy = Files.createTempDirectory("kubernetes");
            try {
                prepare(copy);
                Map<String, Manifests> built = new LinkedHashMap<>();
                for (String name : NAMES) {
                    Path folder = name.equals("base") ? copy.resolve(name) : copy.resolve("overlays/" + name);
                    built.put(name, Manifests.of(name, kustomize.build(folder)));
                }
                return built;
            } finally {
                Trees.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void prepare(Path copy) throws IOException {
        Path original = SuiteFacts.deploy("kubernetes");
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = copy.resolve(original.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        // What a developer makes by hand.
        Path local = copy.resolve("overlays/local");
        for (String secrets : List.of("secrets.env", "gateway-secrets.env")) {
            Files.writeString(local.resolve(secrets), Files.readString(local.resolve(secrets + ".example")));
        }
        Files.writeString(local.resolve("identity-private-key"), "a key\n");
        Files.writeString(local.resolve("identity-public-key"), "a key\n");
        Path monitored = Files.createDirectories(copy.resolve("overlays/aks-monitored"));
        Files.writeString(monitored.resolve("kustomization.yaml"), """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                namespace: gait
                resources: [../aks]
                components: [../../components/monitoring]
                """);
    }
}
