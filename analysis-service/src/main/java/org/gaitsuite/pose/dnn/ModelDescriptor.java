package org.gaitsuite.pose.dnn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.gaitsuite.person.SkeletonLayout;
import org.gaitsuite.pose.dnn.NetworkInput.Colours;
import org.jspecify.annotations.Nullable;

/**
 * What a pose network needs to be run, as its descriptor file beside the model says:
 *
 * <pre>{@code
 * {"name": "rtmpose-m-halpe26", "file": "rtmpose-m.onnx", "sha256": "…", "runtime": "onnx",
 *  "input": {"width": 192, "height": 256, "mean": [123.675, 116.28, 103.53], "deviation": [58.395, 57.12, 57.375], "colours": "RGB"},
 *  "decoding": "simcc", "skeleton": "HALPE_26", "licence": "Apache-2.0", "source": "https://…",
 *  "detector": {"file": "pose_detection.tflite", "sha256": "…"}}
 * }</pre>
 *
 * <p>{@code detector} is optional and names a BlazePose person detector; without it the network itself is shown parts of the picture until
 * it sees somebody. {@code "flip_test": true} shows the network each crop's mirror image too and takes the mean, for twice the time.
 *
 * @param folder where the model files lie
 * @param sha256 lower-case hexadecimal digest of the model file, which is checked before use
 * @param flipTest whether landmarks are the mean of those of the crop and of its mirror image
 */
public record ModelDescriptor(
        String name,
        Path folder,
        String file,
        String sha256,
        Engine engine,
        NetworkInput input,
        Decoding decoding,
        SkeletonLayout skeleton,
        @Nullable Detector detector,
        boolean flipTest,
        String licence,
        String source) {
    /** What runs the model. */
    public enum Engine {
        TFLITE,
        ONNX
    }

    /** A person detector beside the landmark network. */
    public record Detector(String file, String sha256) {
        public Detector {
            requirePlainName(file);
            requireDigest(file, sha256);
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    public ModelDescriptor {
        requirePlainName(file);
        requireDigest(file, sha256);
        if (decoding == Decoding.BLAZEPOSE && skeleton != SkeletonLayout.BLAZEPOSE_33) {
            throw new IllegalArgumentException("model %s: blazepose decoding goes with BLAZEPOSE_33".formatted(name));
        }
    }

    /** Reads a descriptor that lies beside its model. @throws IOException with the reason if it is not a valid one */
    public static ModelDescriptor read(Path descriptor) throws IOException {
        try (InputStream in = Files.newInputStream(descriptor)) {
            Path folder = descriptor.toAbsolutePath().getParent();
            return parse(in, folder == null ? Path.of("") : folder, descriptor.toString());
        }
    }

    /** @param origin named in the message when something is wrong */
    static ModelDescriptor parse(InputStream in, Path folder, String origin) throws IOException {
        try {
            JsonNode json = JSON.readTree(in);
            JsonNode input = member(json, "input");
            return new ModelDescriptor(
                    text(json, "name"),
                    folder,
                    text(json, "file"),
                    text(json, "sha256"),
                    choice(Engine.class, json, "runtime"),
                    new NetworkInput(
                            member(input, "width").asInt(),
                            member(input, "height").asInt(),
                            three(input, "mean"),
                            three(input, "deviation"),
                            choice(Colours.class, input, "colours")),
                    choice(Decoding.class, json, "decoding"),
                    choice(SkeletonLayout.class, json, "skeleton"),
                    json.has("detector")
                            ? new Detector(text(json.get("detector"), "file"), text(json.get("detector"), "sha256"))
                            : null,
                    json.path("flip_test").asBoolean(false),
                    text(json, "licence"),
                    text(json, "source"));
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException("model descriptor %s: %s".formatted(origin, e.getMessage()), e);
        }
    }

    /** SHA-256 of every file that it needs, by the file's name; the network itself comes first. */
    public Map<String, String> digests() {
        Map<String, String> digests = new LinkedHashMap<>();
        digests.put(file, sha256);
        if (detector != null) {
            digests.put(detector.file(), detector.sha256());
        }
        return digests;
    }

    Path modelFile() {
        return folder.resolve(file);
    }

    private static JsonNode member(JsonNode json, String name) {
        JsonNode found = json.get(name);
        if (found == null || found.isNull()) {
            throw new IllegalArgumentException("\"%s\" is missing".formatted(name));
        }
        return found;
    }

    private static String text(JsonNode json, String name) {
        return member(json, name).asText();
    }

    private static float[] three(JsonNode json, String name) {
        JsonNode numbers = member(json, name);
        if (numbers.size() != 3) {
            throw new IllegalArgumentException("\"%s\" needs three numbers, one a colour".formatted(name));
        }
        return new float[] {
            (float) numbers.get(0).asDouble(),
            (float) numbers.get(1).asDouble(),
            (float) numbers.get(2).asDouble()
        };
    }

    private static <E extends Enum<E>> E choice(Class<E> type, JsonNode json, String name) {
        String value = text(json, name);
        String constant = value.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(constant))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"%s\" is \"%s\", expected one of %s"
                        .formatted(
                                name,
                                value,
                                Arrays.stream(type.getEnumConstants())
                                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", ")))));
    }

    /** A descriptor must not reach out of its folder. */
    private static void requirePlainName(String file) {
        if (file.isBlank() || file.contains("/") || file.contains("\\") || file.equals("..")) {
            throw new IllegalArgumentException(
                    "\"file\" is \"%s\", expected the name of a file beside the descriptor".formatted(file));
        }
    }

    private static void requireDigest(String file, String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "\"sha256\" of %s is \"%s\", expected 64 lower-case hexadecimal digits".formatted(file, sha256));
        }
    }
}
