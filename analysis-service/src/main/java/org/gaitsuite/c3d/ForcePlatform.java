package org.gaitsuite.c3d;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A force plate in the floor (C3D User Guide, "The FORCE_PLATFORM group").
 *
 * @param type 1 to 4 as the guide numbers them; makers have added others
 * @param corners four of them, first that of the plate's +x +y quadrant, then −x +y, −x −y, +x −y; fewer where the file has fewer
 * @param origin from the middle of the plate's top to its true origin, in the plate's axes; for plates of type 1 and 3 see the guide
 * @param channels what the plate measures, in the order that its type asks for
 * @param calibration of plates of type 4, six rows of six in column order; empty otherwise
 * @param unloadedFrom first frame of the file, from 0, in which the laboratory says that nobody stood on the plate
 * @param unloadedTo the frame after the last of these; as {@code unloadedFrom} where there is none
 * @param samplesPerFrame of each channel
 */
public record ForcePlatform(
        int type,
        List<Place> corners,
        Place origin,
        List<C3dAnalog> channels,
        List<Double> calibration,
        int unloadedFrom,
        int unloadedTo,
        int samplesPerFrame) {

    private static final String GROUP = "FORCE_PLATFORM";
    private static final int CORNERS = 4;
    private static final int COMPONENTS = 6;

    /** A place or distance in the points' unit. */
    public record Place(double x, double y, double z) {}

    public ForcePlatform {
        corners = List.copyOf(corners);
        channels = List.copyOf(channels);
        calibration = List.copyOf(calibration);
    }

    /**
     * The ground reaction along the plate's normal in the channels' unit, usually N, one value for each analogue sample, positive while the
     * ground pushes up. What the plate showed while it was unloaded is taken off.
     *
     * <p>The guide stores the force of the foot on the plate, Vicon that of the plate on the foot. Ground cannot pull, so the direction in
     * which the plate was loaded more is up.
     *
     * @return empty for types other than 1 to 4, and where channels or calibration are missing
     */
    public Optional<double[]> verticalReaction() {
        double[] weights = verticalWeights();
        if (weights.length == 0 || channels.size() < weights.length) {
            return Optional.empty();
        }
        double[] force = new double[channels.getFirst().samples()];
        for (int c = 0; c < weights.length; c++) {
            C3dAnalog channel = channels.get(c);
            double unloaded = weights[c] == 0 ? 0 : unloaded(channel);
            for (int i = 0; i < force.length && weights[c] != 0; i++) {
                force[i] += weights[c] * (channel.value(i) - unloaded);
            }
        }
        double direction =
                Arrays.stream(force).map(value -> value * Math.abs(value)).sum() < 0 ? -1 : 1;
        return Optional.of(
                Arrays.stream(force).map(value -> value * direction + 0.0).toArray());
    }

    /** How much each channel counts in the vertical force, by the order of channels that the guide gives for the type. */
    private double[] verticalWeights() {
        return switch (type) {
            case 1, 2 -> new double[] {0, 0, 1};
            case 3 -> new double[] {0, 0, 0, 0, 1, 1, 1, 1};
            case 4 -> calibrationRow(2);
            default -> new double[0];
        };
    }

    private double[] calibrationRow(int row) {
        double[] weights = new double[calibration.isEmpty() ? 0 : COMPONENTS];
        for (int column = 0; column < weights.length; column++) {
            weights[column] = calibration.get(row + COMPONENTS * column);
        }
        return weights;
    }

    private double unloaded(C3dAnalog channel) {
        double sum = 0;
        int from = unloadedFrom * samplesPerFrame;
        int to = unloadedTo * samplesPerFrame;
        for (int i = from; i < to; i++) {
            sum += channel.value(i);
        }
        return to > from ? sum / (to - from) : 0;
    }

    /** All that the parameters describe completely enough to name their channels. */
    static List<ForcePlatform> of(C3dFile file) {
        C3dParameters parameters = file.parameters();
        double[] types = parameters.numbers(GROUP, "TYPE");
        double[] corners = parameters.numbers(GROUP, "CORNERS");
        double[] origins = parameters.numbers(GROUP, "ORIGIN");
        double[] calibrations = parameters.numbers(GROUP, "CAL_MATRIX");
        int[] unloaded = unloadedFrames(parameters, file.frames());
        int perFrame = file.analogs().isEmpty() ? 0 : file.analogs().getFirst().samples() / Math.max(1, file.frames());
        double[] channelNumbers = parameters.numbers(GROUP, "CHANNEL");
        int rows = parameters
                .find(GROUP, "CHANNEL")
                .map(C3dParameter::dimensions)
                .filter(dimensions -> !dimensions.isEmpty())
                .map(List::getFirst)
                .orElse(0);
        int used = (int) Math.min(parameters.count(GROUP, "USED").orElse(types.length), types.length);
        List<ForcePlatform> platforms = new ArrayList<>();
        for (int i = 0; i < used; i++) {
            List<Place> ownCorners = places(corners, i * CORNERS, CORNERS);
            List<Place> ownOrigin = places(origins, i, 1);
            platforms.add(new ForcePlatform(
                    (int) types[i],
                    ownCorners,
                    ownOrigin.isEmpty() ? new Place(0, 0, 0) : ownOrigin.getFirst(),
                    channels(file, channelNumbers, rows, i),
                    slice(calibrations, i * COMPONENTS * COMPONENTS, COMPONENTS * COMPONENTS),
                    unloaded[0],
                    unloaded[1],
                    perFrame));
        }
        return List.copyOf(platforms);
    }

    /** ZERO counts frames from 1 and includes its last; 0 to 10 means 1 to 10, and an end before the start means none. */
    private static int[] unloadedFrames(C3dParameters parameters, int frames) {
        double[] zero = parameters.numbers(GROUP, "ZERO");
        int from = zero.length < 2 ? 0 : Math.max(1, (int) zero[0]) - 1;
        int to = zero.length < 2 ? 0 : (int) zero[1];
        return to > from && to <= frames ? new int[] {from, to} : new int[] {0, 0};
    }

    /** CHANNEL has a column of channel numbers, from 1, for each plate. */
    private static List<C3dAnalog> channels(C3dFile file, double[] numbers, int rows, int plate) {
        List<C3dAnalog> channels = new ArrayList<>();
        for (double number : slice(numbers, plate * rows, rows)) {
            if (number >= 1 && number <= file.analogs().size()) {
                channels.add(file.analogs().get((int) number - 1));
            }
        }
        return channels;
    }

    private static List<Place> places(double[] numbers, int first, int count) {
        List<Place> places = new ArrayList<>();
        for (int i = first; i < first + count && 3 * i + 2 < numbers.length; i++) {
            places.add(new Place(numbers[3 * i], numbers[3 * i + 1], numbers[3 * i + 2]));
        }
        return places;
    }

    /** Part of an array, empty where it is not all there. */
    private static List<Double> slice(double[] numbers, int from, int count) {
        return from + count > numbers.length
                ? List.of()
                : Arrays.stream(numbers, from, from + count).boxed().toList();
    }
}
