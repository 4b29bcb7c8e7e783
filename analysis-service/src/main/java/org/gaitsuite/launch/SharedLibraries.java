package org.gaitsuite.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the decoder's and the networks' shared libraries lie: in the folder that {@code GAIT_LIBRARY_DIR} names, or in {@code ../lib} or
 * {@code lib} beside a native executable. Where they lie nowhere, JavaCPP unpacks them from their jars.
 */
final class SharedLibraries {
    private SharedLibraries() {}

    /** Tells JavaCPP, which must not be in use yet. A computing process was told by the service that started it, and is left alone. */
    static void locate() {
        if (System.getProperty("org.bytedeco.javacpp.pathsFirst") != null) {
            return;
        }
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
                .flatMap(folder -> Stream.of(folder.resolveSibling("lib"), folder.resolve("lib"))
                        .filter(SharedLibraries::holdsThem)
                        .findFirst());
    }

    /** Any folder may be called {@code lib}, for instance the neighbour of {@code /usr/local/bin}. */
    private static boolean holdsThem(Path folder) {
        return Files.exists(folder.resolve(System.mapLibraryName("jnijavacpp")));
    }
}
