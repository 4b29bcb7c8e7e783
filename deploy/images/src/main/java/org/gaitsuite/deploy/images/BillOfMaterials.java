package org.gaitsuite.deploy.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A CycloneDX document: what Maven resolved for a service, and the Debian packages of the base image. */
final class BillOfMaterials {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INSTALLED = "var/lib/dpkg/status.d/";

    private final ObjectNode document;

    private BillOfMaterials(ObjectNode document) {
        this.document = document;
    }

    /** @param file as the CycloneDX plugin wrote it */
    static BillOfMaterials of(Path file) throws IOException {
        if (!(JSON.readTree(file.toFile()) instanceof ObjectNode document) || !document.has("components")) {
            throw new IOException(file + " is no CycloneDX document");
        }
        // Random or of the moment: the same build gives the same document.
        document.remove("serialNumber");
        if (document.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove("timestamp");
        }
        return new BillOfMaterials(document);
    }

    /** Adds the packages that an image archive says it has. */
    void addPackagesOf(Path baseArchive) throws IOException {
        try (TarArchiveInputStream archive = new TarArchiveInputStream(Files.newInputStream(baseArchive))) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                if (entry.getName().endsWith("layer.tar")) {
                    addPackages(archive);
                }
            }
        }
    }

    private void addPackages(InputStream layer) throws IOException {
        TarArchiveInputStream files = new TarArchiveInputStream(layer);
        for (TarArchiveEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
            if (file.isFile() && file.getName().contains(INSTALLED)) {
                add(fields(new String(files.readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
    }

    private void add(Map<String, String> installed) {
        String name = installed.getOrDefault("Package", "");
        String version = installed.getOrDefault("Version", "");
        String url = "pkg:deb/debian/%s@%s?arch=%s"
                .formatted(name, version.replace(":", "%3A").replace("+", "%2B"), installed.get("Architecture"));
        ((ArrayNode) document.get("components"))
                .addObject()
                .put("type", "library")
                .put("bom-ref", url)
                .put("name", name)
                .put("version", version)
                .put("purl", url);
    }

    /** The fields of a package's description; those that go on over several lines are cut. */
    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String line : text.split("\n", -1)) {
            int colon = line.indexOf(": ");
            if (colon > 0 && !line.startsWith(" ")) {
                fields.put(line.substring(0, colon), line.substring(colon + 2).strip());
            }
        }
        return fields;
    }

    /** How many parts it lists. */
    int size() {
        JsonNode components = document.get("components");
        return components.size();
    }

    void writeTo(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), document);
    }
}
