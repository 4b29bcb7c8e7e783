package org.gaitsuite.storage;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How blobs are called: {@code ab/<id>/video} and {@code ab/<id>/artefacts-<attempt>/<name>}. */
final class BlobNames {
    private static final Pattern OF_AN_ANALYSIS =
            Pattern.compile("[0-9a-f]{2}/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/.+");

    private BlobNames() {}

    /** Of all blobs of an analysis, and of no other's. */
    static String prefix(UUID analysis) {
        return analysis.toString().substring(0, 2) + "/" + analysis + "/";
    }

    static String video(UUID analysis) {
        return prefix(analysis) + "video";
    }

    /** @param name one that {@link Manifest#isArtefactName} accepts */
    static String artefact(UUID analysis, int attempt, String name) {
        return artefacts(analysis, attempt) + name;
    }

    static String manifest(UUID analysis, int attempt) {
        return artefacts(analysis, attempt) + Manifest.FILE_NAME;
    }

    static String artefacts(UUID analysis, int attempt) {
        return prefix(analysis) + "artefacts-" + attempt + "/";
    }

    /** Whose blob this is; empty for what this room did not write. */
    static Optional<UUID> analysis(String blob) {
        Matcher name = OF_AN_ANALYSIS.matcher(blob);
        return name.matches() ? Optional.of(UUID.fromString(name.group(1))) : Optional.empty();
    }
}
