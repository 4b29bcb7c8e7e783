package org.gaitsuite.pose.dnn;

import java.io.IOException;
import java.util.List;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.person.Person;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.dnn.ModelDescriptor.Engine;
import org.gaitsuite.video.VideoFrame;
import org.jspecify.annotations.Nullable;

/** A landmark network with its rule of which crop it wants to see around a person. Close it. One thread at a time. */
final class LandmarkNetwork implements AutoCloseable {
    /** Landmarks below this presence are no person (MediaPipe's and MoveNet's own thresholds lie at 0.5 and 0.2..0.3). */
    private static final double LEAST_PRESENCE = 0.5;

    private static final double LEAST_MEAN_CONFIDENCE = 0.2;
    private static final double LEAST_JOINT_CONFIDENCE = 0.1;
    /** Share of the body's height that the crop has. */
    private static final double CROP_PER_BODY = 1.25;
    /** MoveNet's rule: half the crop is so many times the reach of the trunk, or of the whole body, from the mid hip. */
    private static final double CROP_PER_TRUNK_REACH = 1.9;

    private static final double CROP_PER_BODY_REACH = 1.2;

    private static final List<Joint> TRUNK =
            List.of(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, Joint.LEFT_HIP, Joint.RIGHT_HIP);

    private final ModelDescriptor model;
    private final Network network;
    private final CropSampler sampler;
    private final @Nullable Mirror mirror;

    private LandmarkNetwork(ModelDescriptor model, Network network) {
        this.model = model;
        this.network = network;
        this.sampler = new CropSampler(model.input(), network.planar());
        this.mirror = model.flipTest() ? new Mirror(model, network.planar()) : null;
    }

    /** @param threads that compute one picture, 1 or more */
    static LandmarkNetwork load(ModelDescriptor model, int threads) throws IOException, PoseRefused {
        var file = ModelShelf.require(model.modelFile(), model.sha256());
        Network network = model.engine() == Engine.TFLITE
                ? TfliteNetwork.load(file, threads)
                : OnnxNetwork.load(file, model.input().width(), model.input().height(), threads);
        return new LandmarkNetwork(model, network);
    }

    /** Values of the network's input along the height of the crop that is cut around somebody of this half height. */
    double valuesPerPixel(double radius) {
        return model.input().height() / (2 * CROP_PER_BODY * radius);
    }

    /** The landmarks in pixels of the frame, or null where the crop shows nobody. */
    @Nullable
    Landmarks see(VideoFrame frame, Crop crop) {
        float[] input = sampler.sample(frame.bgr(), frame.width(), frame.height(), crop);
        Landmarks found = run(input);
        double least = model.decoding() == Decoding.BLAZEPOSE ? LEAST_PRESENCE : LEAST_MEAN_CONFIDENCE;
        if (found.presence() < least) {
            return null;
        }
        return (mirror == null ? found : mirror.mean(found, run(mirror.turn(input)))).inPixels(crop);
    }

    private Landmarks run(float[] input) {
        return model.decoding()
                .decode(network.run(input), model.input(), model.skeleton().landmarks());
    }

    /** The crop that the network wants to see of a person. */
    Crop cropAround(Person person) {
        double height = 2 * CROP_PER_BODY * person.radius();
        NetworkInput input = model.input();
        // A wide enough crop for the stride, whatever the network's shape: a tall input keeps its height.
        double width = height * input.width() / input.height();
        double lean = model.decoding() == Decoding.BLAZEPOSE ? person.lean() : 0;
        return new Crop(person.hipX(), person.hipY(), width, height, lean);
    }

    /** Where the person of these landmarks (in pixels) is, or null where the hips were not seen. */
    @Nullable
    Person personOf(Landmarks pixels) {
        if (model.decoding() == Decoding.BLAZEPOSE) {
            return new Person(
                    pixels.x()[BlazePoseOutput.CENTRE],
                    pixels.y()[BlazePoseOutput.CENTRE],
                    pixels.x()[BlazePoseOutput.RIM],
                    pixels.y()[BlazePoseOutput.RIM],
                    pixels.presence());
        }
        int left = place(Joint.LEFT_HIP);
        int right = place(Joint.RIGHT_HIP);
        if (Math.max(pixels.confidence()[left], pixels.confidence()[right]) < LEAST_MEAN_CONFIDENCE) {
            return null;
        }
        double hipX = (pixels.x()[left] + pixels.x()[right]) / 2;
        double hipY = (pixels.y()[left] + pixels.y()[right]) / 2;
        double trunk = 0;
        for (Joint joint : TRUNK) {
            trunk = Math.max(trunk, reach(pixels, place(joint), hipX, hipY));
        }
        double body = 0;
        for (int k = 0; k < model.skeleton().landmarks(); k++) {
            if (pixels.confidence()[k] >= LEAST_MEAN_CONFIDENCE) {
                body = Math.max(body, reach(pixels, k, hipX, hipY));
            }
        }
        double half = Math.max(CROP_PER_TRUNK_REACH * trunk, CROP_PER_BODY_REACH * body);
        return half > 0 ? new Person(hipX, hipY, hipX, hipY - half / CROP_PER_BODY, pixels.presence()) : null;
    }

    private static double reach(Landmarks pixels, int place, double x, double y) {
        return Math.max(Math.abs(pixels.x()[place] - x), Math.abs(pixels.y()[place] - y));
    }

    private int place(Joint joint) {
        Integer place = model.skeleton().placeOf(joint);
        if (place == null) {
            throw new IllegalStateException("%s has no %s".formatted(model.skeleton(), joint));
        }
        return place;
    }

    /**
     * Writes the joints of these landmarks into one row of a skeleton, NaN where the network is not sure or guesses beyond the picture's
     * edge.
     *
     * @param width of the picture in which the landmarks' pixels are
     */
    void fill(Landmarks pixels, int width, int height, double[] x, double[] y, double[] confidence) {
        model.skeleton().fill(pixels.x(), pixels.y(), pixels.confidence(), x, y, confidence);
        for (int j = 0; j < x.length; j++) {
            boolean inside = x[j] >= 0 && y[j] >= 0 && x[j] <= width && y[j] <= height;
            if (!inside || confidence[j] < LEAST_JOINT_CONFIDENCE) {
                x[j] = Double.NaN;
                y[j] = Double.NaN;
                confidence[j] = 0;
            }
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
