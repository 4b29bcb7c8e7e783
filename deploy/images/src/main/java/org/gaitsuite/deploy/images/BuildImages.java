package org.gaitsuite.deploy.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.Ports;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Part of {@code deploy/images/build}: makes the images of what was built. */
@Command(name = "images", description = "Makes container images of what was built.")
final class BuildImages implements Callable<Integer> {
    /** Public ports and the port for management; a test compares them with the services' settings. */
    static final Map<String, List<String>> PORTS = Map.of(
            "gateway", List.of("8080", "8443", "9000"),
            "session-service", List.of("8082", "9002"),
            "analysis-service", List.of("8081", "9001"));

    private static final Map<String, String> TITLES = Map.of(
            "gateway", "Gait Suite gateway: TLS, web page, session check, streaming proxy",
            "session-service", "Gait Suite session-service: accounts, logins, API tokens",
            "analysis-service", "Gait Suite analysis-service: upload, queue, workers, gait analysis");

    @Option(names = "--root", required = true, description = "the checkout")
    private Path root = Path.of("");

    @Option(names = "--suite-version", required = true, description = "the version in the POM")
    private String version = "";

    @Option(names = "--kind", required = true, description = "native or jvm")
    private Kind kind = Kind.NATIVE;

    @Option(names = "--base", required = true, description = "an archive, or a name in a registry")
    private String base = "";

    @Option(names = "--name", defaultValue = "gait", description = "prefix of the images' names")
    private String name = "";

    @Option(names = "--revision", required = true, description = "of the sources")
    private String revision = "";

    @Option(names = "--push", description = "to the registry that the prefix names")
    private boolean push;

    @Option(names = "--insecure", description = "the registry speaks plain HTTP")
    private boolean insecure;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BuildImages())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        for (String module : List.of("gateway", "session-service", "analysis-service")) {
            make(new ServiceImage(module, kind, root, version));
        }
        return 0;
    }

    private void make(ServiceImage image) throws Exception {
        Files.deleteIfExists(image.classes());
        BillOfMaterials contents =
                BillOfMaterials.of(root.resolve(image.module()).resolve("target/sbom.json"));
        if (baseArchive() != null) {
            contents.addPackagesOf(baseArchive());
        }
        contents.writeTo(image.sbom());

        if (kind == Kind.JVM) {
            Path archive = baseArchive();
            if (archive == null) {
                System.out.printf("%s starts without an AOT cache: its base is no archive%n", image.module());
            } else {
                AotCache.make(image, archive, image.classes());
            }
        }

        String tag = kind == Kind.NATIVE ? version : version + "-jvm";
        ImageReference reference = ImageReference.parse("%s/%s:%s".formatted(name, image.module(), tag));
        Path archive = root.resolve("deploy/images/target/%s-%s.tar".formatted(image.module(), tag));
        JibContainer made = container(image).containerize(destination(reference, archive));
        System.out.printf(
                "%s %s (%d parts listed)%s%n",
                reference,
                made.getDigest(),
                contents.size(),
                push ? ", pushed" : ", " + root.relativize(archive) + ", " + Files.size(archive) / 1_000_000 + " MB");
    }

    private JibContainerBuilder container(ServiceImage image) throws Exception {
        Path archive = baseArchive();
        JibContainerBuilder container = (archive == null ? Jib.from(base) : Jib.from(TarImage.at(archive)))
                .setFormat(ImageFormat.OCI)
                .setUser("10001:10001")
                .setWorkingDirectory(com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath.get("/"))
                .setEntrypoint(image.entryPoint())
                .setProgramArguments(image.arguments())
                .setExposedPorts(Ports.parse(PORTS.getOrDefault(image.module(), List.of())))
                .setCreationTime(Instant.ofEpochSecond(1))
                .addEnvironmentVariable("GAIT_DATA_DIR", "/data");
        if (image.needsLibraries()) {
            container.addEnvironmentVariable("GAIT_LIBRARY_DIR", image.libraries());
        }
        labels(image).forEach(container::addLabel);
        image.layers().forEach(container::addFileEntriesLayer);
        return container;
    }

    private Map<String, String> labels(ServiceImage image) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("org.opencontainers.image.title", image.module());
        labels.put("org.opencontainers.image.description", TITLES.getOrDefault(image.module(), ""));
        labels.put("org.opencontainers.image.version", version);
        labels.put("org.opencontainers.image.revision", revision);
        labels.put("org.opencontainers.image.licenses", "Apache-2.0");
        labels.put("org.gaitsuite.kind", kind == Kind.NATIVE ? "native" : "jvm");
        labels.put("org.gaitsuite.sbom", "/usr/share/sbom/" + image.module() + ".cdx.json");
        return labels;
    }

    private Containerizer destination(ImageReference reference, Path archive) throws Exception {
        Containerizer to;
        if (push) {
            RegistryImage registry = RegistryImage.named(reference);
            String user = System.getenv("REGISTRY_USER");
            String password = System.getenv("REGISTRY_PASSWORD");
            if (user != null && password != null) {
                registry.addCredential(user, password);
            } else {
                registry.addCredentialRetriever(CredentialRetrieverFactory.forImage(reference, event -> {})
                        .dockerConfig());
            }
            to = Containerizer.to(registry);
        } else {
            to = Containerizer.to(TarImage.at(archive).named(reference));
        }
        Path cache = root.resolve("deploy/images/target/cache");
        return to.setAllowInsecureRegistries(insecure)
                .setBaseImageLayersCache(cache)
                .setApplicationLayersCache(cache)
                .setToolName("gait-suite");
    }

    private @Nullable Path baseArchive() {
        Path file = Path.of(base);
        return base.endsWith(".tar") && Files.exists(file) ? file : null;
    }
}
