package org.gaitsuite.storage;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where videos and artefacts lie: in the data directory, or in Azure Blob Storage if a connection string or an endpoint is given.
 */
@ConfigMapping(prefix = "gait.store")
public interface StoreConfig {
    /** Most that the store holds, videos and artefacts together, for example 500G. Default: no limit. */
    Optional<MemorySize> quota();

    /** Free space that stays on the volume where uploads are written. Default 1G (1 GiB). */
    @WithDefault("1G")
    MemorySize keepFree();

    Blob blob();

    /** Azure Blob Storage. */
    interface Blob {
        /** Connection string with an account key. Secret: give it in the environment or a file. */
        Optional<String> connectionString();

        /** File that holds the connection string. */
        Optional<Path> connectionStringFile();

        /** {@code https://ACCOUNT.blob.core.windows.net}, reached as the identity that the platform gives the process. */
        Optional<URI> endpoint();

        /** Client id of a user-assigned identity, where the process has several. */
        Optional<String> clientId();

        /** Made at the first use if it is missing and may be made. Default {@code gait}. */
        @WithDefault("gait")
        String container();
    }
}
