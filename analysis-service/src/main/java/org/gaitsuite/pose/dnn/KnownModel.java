package org.gaitsuite.pose.dnn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.gaitsuite.download.PinnedFile;

/**
 * A network that the suite knows by its digests and that its makers publish.
 *
 * @param model how it is run, its files in the folder that was asked about
 * @param purpose what it is good for, half a sentence
 * @param licenceAddress where the licence's text stands
 * @param files all that it needs, the network itself first, with the official addresses
 */
public record KnownModel(ModelDescriptor model, String purpose, URI licenceAddress, List<PinnedFile> files) {
    /** The one to fetch where nothing else is said. */
    public static final String RECOMMENDED = ModelShelf.KNOWN.getFirst();

    private static final ObjectMapper JSON = new ObjectMapper();

    public KnownModel {
        files = List.copyOf(files);
    }

    /** Every known network, the recommended one first. */
    public static List<KnownModel> all(Path folder) throws IOException {
        List<KnownModel> all = new ArrayList<>();
        for (String name : ModelShelf.KNOWN) {
            all.add(read(name, folder));
        }
        return all;
    }

    public String name() {
        return model.name();
    }

    /** Of all files together. */
    public long bytes() {
        return files.stream().mapToLong(PinnedFile::bytes).sum();
    }

    private static KnownModel read(String name, Path folder) throws IOException {
        ModelDescriptor model = ModelShelf.knownModel(name, folder);
        try (InputStream in = ModelShelf.class.getResourceAsStream(name + ".json")) {
            JsonNode json = JSON.readTree(in);
            return new KnownModel(
                    model,
                    json.required("purpose").asText(),
                    URI.create(json.required("licenceAddress").asText()),
                    StreamSupport.stream(json.required("published").spliterator(), false)
                            .map(file -> published(model, file))
                            .toList());
        }
    }

    private static PinnedFile published(ModelDescriptor model, JsonNode json) {
        String file = json.required("file").asText();
        String sha256 = model.digests().get(file);
        if (sha256 == null) {
            throw new IllegalStateException("%s publishes %s, which it does not need".formatted(model.name(), file));
        }
        return new PinnedFile(
                file,
                sha256,
                json.required("bytes").asLong(),
                StreamSupport.stream(json.required("addresses").spliterator(), false)
                        .map(address -> URI.create(address.asText()))
                        .toList());
    }
}
