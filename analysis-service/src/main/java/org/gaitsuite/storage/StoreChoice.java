package org.gaitsuite.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gaitsuite.storage.identity.ManagedIdentity;

/** Opens the store that the settings name. Settings that contradict one another fail here, with a sentence that names them. */
public final class StoreChoice {
    private static final String PREFIX = "gait.store.blob.";
    /** Of Azure: 3 to 63 letters, digits and single hyphens. */
    private static final Pattern CONTAINER = Pattern.compile("(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*");

    private StoreChoice() {}

    /**
     * Reaches nothing yet: a store that is away shows at its first use.
     *
     * @param dataDirectory local folder for the store or, beside a remote one, for what is worked on
     * @param environment of the process, where the platform says how to get its identity
     * @throws IllegalArgumentException if the settings cannot be meant
     */
    public static VideoStore open(StoreConfig config, Path dataDirectory, Map<String, String> environment) {
        StoreLimits limits = new StoreLimits(
                config.quota().map(size -> OptionalLong.of(size.asLongValue())).orElse(OptionalLong.empty()),
                config.keepFree().asLongValue());
        Optional<BlobConnection> blob = connection(config.blob(), environment);
        return blob.isPresent()
                ? new BlobVideoStore(blob.get(), container(config.blob()), dataDirectory.resolve("spool"), limits)
                : new DirectoryVideoStore(dataDirectory.resolve("videos"), limits);
    }

    private static Optional<BlobConnection> connection(StoreConfig.Blob blob, Map<String, String> environment) {
        long ways = Stream.of(blob.connectionString(), blob.connectionStringFile(), blob.endpoint())
                .filter(Optional::isPresent)
                .count();
        if (ways > 1) {
            throw new IllegalArgumentException(
                    "Give one of %1$sconnection-string, %1$sconnection-string-file and %1$sendpoint".formatted(PREFIX));
        }
        if (blob.clientId().isPresent() && blob.endpoint().isEmpty()) {
            throw new IllegalArgumentException("%1$sclient-id needs %1$sendpoint".formatted(PREFIX));
        }
        if (blob.endpoint().isPresent()) {
            return Optional.of(byIdentity(blob.endpoint().get(), blob.clientId(), environment));
        }
        return blob.connectionString()
                .or(() -> blob.connectionStringFile().map(StoreChoice::content))
                .map(BlobConnection.ByConnectionString::new);
    }

    private static BlobConnection byIdentity(URI endpoint, Optional<String> clientId, Map<String, String> environment) {
        return new BlobConnection.ByIdentity(endpoint, ManagedIdentity.of(environment, clientId));
    }

    private static String container(StoreConfig.Blob blob) {
        if (!CONTAINER.matcher(blob.container()).matches()) {
            throw new IllegalArgumentException(
                    "%scontainer must be 3 to 63 lower-case letters, digits and single hyphens and is '%s'"
                            .formatted(PREFIX, blob.container()));
        }
        return blob.container();
    }

    private static String content(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("%sconnection-string-file %s cannot be read".formatted(PREFIX, file), e);
        }
    }
}
