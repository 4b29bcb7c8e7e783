package org.gaitsuite.gait;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A motion-capture trial projected on the sagittal plane, with labelled contacts and Plug-in-Gait angles. The sacral marker, where there
 * is one, stands between the posterior spines and for both.
 */
final class MarkerTrial {
    private static final Map<String, String> LIMBS =
            Map.of("SHOULDER", "SHO", "KNEE", "KNE", "ANKLE", "ANK", "HEEL", "HEE", "TOE", "TOE", "ASIS", "ASI");

    /** Roughly from the front upper spines of the pelvis down to the hip joints, metres, for trials without joint centres. */
    private static final double SPINE_TO_HIP = 0.08;

    private final String name;
    private final JsonNode json;

    record Contact(EventType type, Side side, double timeSeconds) {}

    private MarkerTrial(String name, JsonNode json) {
        this.name = name;
        this.json = json;
    }

    /** All trials, or none when the shared data are not there. */
    static List<MarkerTrial> all() {
        Path folder = SharedData.folder().resolve("data/sagittal");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<MarkerTrial> trials = new ArrayList<>();
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                JsonNode json = new ObjectMapper().readTree(file.toFile());
                if (json.get("points").has("LHEE")) {
                    trials.add(new MarkerTrial(file.getFileName().toString().replace(".json", ""), json));
                }
            }
            return trials;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    double rateHertz() {
        return json.get("rate_hz").asDouble();
    }

    boolean hasJointCentres() {
        return json.get("points").has("LHJC");
    }

    List<Contact> contacts() {
        List<Contact> contacts = new ArrayList<>();
        for (JsonNode event : json.get("events")) {
            contacts.add(new Contact(
                    event.get("type").asText().equals("Foot Strike") ? EventType.HEEL_STRIKE : EventType.TOE_OFF,
                    event.get("side").asText().equals("Left") ? Side.LEFT : Side.RIGHT,
                    event.get("frame_index").asInt() / rateHertz()));
        }
        return contacts;
    }

    /** The Plug-in-Gait angle of one side over frames, degrees; null when the trial has none. */
    double @Nullable [] angle(Side side, String joint) {
        JsonNode values = json.get("pig_angles_sagittal_deg").get((side == Side.LEFT ? "L" : "R") + joint + "Angles");
        return values == null ? null : numbers(values);
    }

    SkeletonOverTime skeleton() {
        return skeleton(1, 0, 0);
    }

    /**
     * @param everyNth keep every n-th frame
     * @param noiseMetres standard deviation of noise added to every coordinate
     */
    SkeletonOverTime skeleton(int everyNth, double noiseMetres, long seed) {
        int all = numbers(json.get("points").get("LANK").get("x")).length;
        int frames = (all + everyNth - 1) / everyNth;
        int joints = Joint.values().length;
        double[] time = new double[frames];
        double[][] x = new double[frames][joints];
        double[][] y = new double[frames][joints];
        double[][] confidence = new double[frames][joints];
        for (int f = 0; f < frames; f++) {
            time[f] = f * everyNth / rateHertz();
            Arrays.fill(x[f], Double.NaN);
            Arrays.fill(y[f], Double.NaN);
        }
        Random random = new Random(seed);
        for (Joint joint : Joint.values()) {
            double[][] columns = columns(joint);
            for (int f = 0; columns != null && f < frames; f++) {
                int j = joint.ordinal();
                x[f][j] = columns[0][f * everyNth] + noiseMetres * random.nextGaussian();
                y[f][j] = columns[1][f * everyNth] + noiseMetres * random.nextGaussian();
                confidence[f][j] = Double.isFinite(x[f][j]) ? 1 : 0;
            }
        }
        return new SkeletonOverTime(CoordinateFrame.SAGITTAL_METRES, time, x, y, confidence);
    }

    private double @Nullable [][] columns(Joint joint) {
        Side side = joint.side();
        if (joint == Joint.NECK) {
            return marker("C7");
        }
        if (side == null) {
            return null;
        }
        String prefix = side == Side.LEFT ? "L" : "R";
        String limb = joint.name().substring(side.name().length() + 1);
        if (limb.equals("HIP")) {
            return hip(prefix);
        }
        if (limb.equals("PSIS")) {
            double[][] spine = marker(prefix + "PSI");
            return spine == null ? marker("SACR") : spine;
        }
        return LIMBS.containsKey(limb) ? marker(prefix + LIMBS.get(limb)) : null;
    }

    private double @Nullable [][] hip(String prefix) {
        double[][] centre = marker(prefix + "HJC");
        double[][] front = marker(prefix + "ASI");
        if (centre != null || front == null) {
            return centre;
        }
        double[][] hip = {front[0].clone(), front[1].clone()};
        for (int f = 0; f < hip[1].length; f++) {
            hip[1][f] -= SPINE_TO_HIP;
        }
        return hip;
    }

    private double @Nullable [][] marker(String label) {
        JsonNode marker = json.get("points").get(label);
        return marker == null ? null : new double[][] {numbers(marker.get("x")), numbers(marker.get("y"))};
    }

    private static double[] numbers(JsonNode array) {
        double[] out = new double[array.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = array.get(i).isNumber() ? array.get(i).asDouble() : Double.NaN;
        }
        return out;
    }

    @Override
    public String toString() {
        return name;
    }
}
