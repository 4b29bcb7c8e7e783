package org.gaitsuite.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the decoder's and the networks' shared libraries lie: in the folder that {@code GAIT_LIBRARY_DIR} names, or in {@code ../lib} or
 * {@code lib} beside a native executable. Where they lie nowhere, JavaCPP unpacks them from their jars.
 */
final class SharedLibraries {
    private SharedLibraries() {}

    /** Tells JavaCPP, which must not be in use yet. */
    static void locate() {
        folder().ifPresent(folder -> {
            System.setProperty("java.library.path", folder.toString());
            System.setProperty("org.bytedeco.javacpp.pathsFirst", "true");
        });
    }

    private static Optional<Path> folder() {
        String named = System.getenv("GAIT_LIBRARY_DIR");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named).toAbsolutePath());
        }
        return besideExecutable();
    }

    private static Optional<Path> besideExecutable() {
        if (System.getProperty("org.graalvm.nativeimage.imagecode") == null) {
            return Optional.empty();
        }
        return ProcessHandle.current()
                .info()
                .command()
                .map(executable -> Path.of(executable).toAbsolutePath().getParent())
                .flatMap(folder -> Optional.of(folder.resolveSibling("lib"))
                        .filter(Files::isDirectory)
                        .or(() -> Optional.of(folder.resolve("lib")).filter(Files::isDirectory)));
    }
}
