package org.gaitsuite.deploy.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillOfMaterialsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void thePackagesOfTheBaseAreListedBesideTheLibraries() throws IOException {
        Path maven = Files.writeString(folder.resolve("sbom.json"), """
                {"bomFormat": "CycloneDX", "serialNumber": "urn:uuid:1", "metadata": {"timestamp": "now"},
                 "components": [{"name": "vertx-core"}]}""");
        BillOfMaterials contents = BillOfMaterials.of(maven);

        contents.addPackagesOf(
                baseWith("Package: libc6\nArchitecture: amd64\nVersion: 2.36-9+deb12u14\nDescription: GNU\n more\n"));
        contents.writeTo(folder.resolve("out.json"));

        JsonNode written =
                new ObjectMapper().readTree(folder.resolve("out.json").toFile());
        assertThat(contents.size()).isEqualTo(2);
        assertThat(written.at("/components/1/name").asText()).isEqualTo("libc6");
        assertThat(written.at("/components/1/purl").asText())
                .isEqualTo("pkg:deb/debian/libc6@2.36-9%2Bdeb12u14?arch=amd64");
    }

    /** Otherwise two builds of the same sources would differ. */
    @Test
    void nothingInItIsOfTheMoment() throws IOException {
        Path maven = Files.writeString(folder.resolve("sbom.json"), """
                {"serialNumber": "urn:uuid:1", "metadata": {"timestamp": "now", "component": {}}, "components": []}""");

        BillOfMaterials.of(maven).writeTo(folder.resolve("out.json"));

        assertThat(Files.readString(folder.resolve("out.json")))
                .doesNotContain("uuid")
                .doesNotContain("now");
    }

    @Test
    void anotherDocumentIsRefused() throws IOException {
        Path other = Files.writeString(folder.resolve("other.json"), "{}");

        assertThatThrownBy(() -> BillOfMaterials.of(other)).hasMessageContaining("other.json");
    }

    private Path baseWith(String installed) throws IOException {
        ByteArrayOutputStream layer = new ByteArrayOutputStream();
        archive(layer, "./var/lib/dpkg/status.d/libc6", installed.getBytes(StandardCharsets.UTF_8));
        Path base = folder.resolve("base.tar");
        try (OutputStream out = Files.newOutputStream(base)) {
            archive(out, "layer.tar", layer.toByteArray());
        }
        return base;
    }

    private static void archive(OutputStream out, String name, byte[] content) throws IOException {
        TarArchiveOutputStream archive = new TarArchiveOutputStream(out);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        archive.putArchiveEntry(entry);
        archive.write(content);
        archive.closeArchiveEntry();
        archive.finish();
    }
}
