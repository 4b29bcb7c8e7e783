package org.gaitsuite.pose.dnn;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gaitsuite.download.PinnedFile;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.PoseRefused.Reason;

/** The models of one folder: those with a descriptor of their own, and those that the suite knows by file name and digest. */
final class ModelShelf {
    /** Known models, the recommended one first. */
    static final List<String> KNOWN = List.of("blazepose-lite", "movenet-lightning");

    private static final String WAY_OUT =
            "Fetch one with \"./run models fetch\", put the model's file there, or leave the estimator at \"silhouette\", which needs none.";

    private final Path folder;

    ModelShelf(Path folder) {
        this.folder = folder;
    }

    /**
     * @param name of the model; without it a descriptor in the folder is taken before a known model
     * @throws PoseRefused if there is no such model
     * @throws IOException if a descriptor in the folder is broken, naming it
     */
    ModelDescriptor find(Optional<String> name) throws IOException, PoseRefused {
        if (!Files.isDirectory(folder)) {
            throw unavailable(
                    "There is no folder %s, in which pose models are looked for. %s".formatted(folder, WAY_OUT));
        }
        List<ModelDescriptor> models = new ArrayList<>(described());
        models.addAll(known());
        return models.stream()
                .filter(model -> name.isEmpty() || model.name().equals(name.get()))
                .findFirst()
                .orElseThrow(() -> unavailable("The folder %s holds no pose model%s; it holds %s. %s"
                        .formatted(
                                folder,
                                name.map(" named \"%s\""::formatted).orElse(""),
                                models.isEmpty()
                                        ? "none at all"
                                        : models.stream()
                                                .map(ModelDescriptor::name)
                                                .collect(Collectors.joining(", ")),
                                WAY_OUT)));
    }

    private List<ModelDescriptor> described() throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        List<ModelDescriptor> models = new ArrayList<>();
        for (Path file : files) {
            models.add(ModelDescriptor.read(file));
        }
        return models;
    }

    private List<ModelDescriptor> known() throws IOException {
        List<ModelDescriptor> models = new ArrayList<>();
        for (String name : KNOWN) {
            ModelDescriptor model = knownModel(name, folder);
            if (Files.isRegularFile(model.modelFile())) {
                models.add(model);
            }
        }
        return models;
    }

    /** A descriptor that ships with the suite, for model files in {@code folder}. */
    static ModelDescriptor knownModel(String name, Path folder) throws IOException {
        String resource = name + ".json";
        try (InputStream in = ModelShelf.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("the descriptor %s is missing from this build".formatted(resource));
            }
            return ModelDescriptor.parse(in, folder, resource);
        }
    }

    /** @throws PoseRefused if the file is not there or is not the one that the descriptor means */
    static Path require(Path file, String sha256) throws IOException, PoseRefused {
        if (!Files.isRegularFile(file)) {
            throw unavailable("The pose model's file %s is missing. %s".formatted(file, WAY_OUT));
        }
        String actual = PinnedFile.digest(file);
        if (!actual.equals(sha256)) {
            throw unavailable(
                    "The pose model's file %s is not the one that was expected (SHA-256 %s instead of %s): please fetch it again."
                            .formatted(file, actual, sha256));
        }
        return file;
    }

    private static PoseRefused unavailable(String message) {
        return new PoseRefused(Reason.MODEL_UNAVAILABLE, message);
    }
}
