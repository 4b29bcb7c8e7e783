package org.gaitsuite.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.gaitsuite.pose.dnn.KnownModel;

/** What is told of a network's licence before it comes, and what is left beside it. */
final class ModelLicence {
    private ModelLicence() {}

    static void show(KnownModel known, PrintWriter out) {
        out.printf("%s: %s%n", known.name(), known.purpose());
        out.printf("Licence: %s, %s%n", known.model().licence(), known.licenceAddress());
        out.printf("Source:  %s%n", known.model().source());
        out.flush();
    }

    /** Writes {@code NAME.licence.txt} into the folder. */
    static void record(KnownModel known, Path folder) throws IOException {
        String files = known.files().stream()
                .map(file -> "%s%n  SHA-256 %s%n  %s%n"
                        .formatted(file.name(), file.sha256(), file.addresses().getFirst()))
                .collect(Collectors.joining());
        Files.writeString(
                folder.resolve(known.name() + ".licence.txt"),
                "%s%n%nLicensed under %s; the text of the licence: %s%nSource: %s%n%nFiles, unchanged as published:%n%s"
                        .formatted(
                                known.name(),
                                known.model().licence(),
                                known.licenceAddress(),
                                known.model().source(),
                                files));
    }
}
