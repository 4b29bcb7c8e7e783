package org.gaitsuite.pose.dnn;

import java.util.Arrays;
import org.gaitsuite.gait.Joint;

/**
 * The flip test: a network is shown the mirror image of a crop too, in which left is right, and the mean of both is taken. Landmarks that are
 * no joint (of the face, of hands) keep the place that the upright crop gave them. The turned picture is reused. For one thread.
 */
final class Mirror {
    private static final int NONE = -1;

    private final NetworkInput input;
    private final boolean planar;
    private final float[] turned;
    /** Under which number the mirror image shows each landmark. */
    private final int[] partner;

    Mirror(ModelDescriptor model, boolean planar) {
        this.input = model.input();
        this.planar = planar;
        this.turned = new float[input.width() * input.height() * 3];
        boolean blazePose = model.decoding() == Decoding.BLAZEPOSE;
        this.partner =
                new int[blazePose ? BlazePoseOutput.LANDMARKS : model.skeleton().landmarks()];
        Arrays.fill(partner, NONE);
        for (Joint joint : Joint.values()) {
            Integer place = model.skeleton().placeOf(joint);
            Integer other = model.skeleton().placeOf(opposite(joint));
            if (place != null && other != null) {
                partner[place] = other;
            }
        }
        if (blazePose) {
            partner[BlazePoseOutput.CENTRE] = BlazePoseOutput.CENTRE;
            partner[BlazePoseOutput.RIM] = BlazePoseOutput.RIM;
        }
    }

    private static Joint opposite(Joint joint) {
        String name = joint.name();
        if (name.startsWith("LEFT_")) {
            return Joint.valueOf(name.replaceFirst("LEFT_", "RIGHT_"));
        }
        return name.startsWith("RIGHT_") ? Joint.valueOf(name.replaceFirst("RIGHT_", "LEFT_")) : joint;
    }

    /** @return the array that the next call overwrites */
    float[] turn(float[] picture) {
        int width = input.width();
        int lines = planar ? 3 * input.height() : input.height();
        int pixel = planar ? 1 : 3;
        for (int line = 0; line < lines; line++) {
            int start = line * width * pixel;
            for (int column = 0; column < width; column++) {
                System.arraycopy(picture, start + column * pixel, turned, start + (width - 1 - column) * pixel, pixel);
            }
        }
        return turned;
    }

    /** @param mirrored what the network says of the turned picture; who is not seen in it leaves {@code upright} as it is */
    Landmarks mean(Landmarks upright, Landmarks mirrored) {
        if (mirrored.presence() <= 0) {
            return upright;
        }
        double[] x = upright.x().clone();
        double[] y = upright.y().clone();
        double[] confidence = upright.confidence().clone();
        for (int k = 0; k < partner.length; k++) {
            int other = partner[k];
            if (other != NONE) {
                x[k] = (x[k] + 1 - mirrored.x()[other]) / 2;
                y[k] = (y[k] + mirrored.y()[other]) / 2;
                confidence[k] = (confidence[k] + mirrored.confidence()[other]) / 2;
            }
        }
        return new Landmarks(x, y, confidence, upright.presence());
    }
}
