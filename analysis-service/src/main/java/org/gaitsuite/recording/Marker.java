package org.gaitsuite.recording;

import java.util.Arrays;

/**
 * One point of a laboratory over time.
 *
 * @param name as the file has it
 * @param at metres along the three axes of the laboratory, axis × frame; NaN where not seen
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Marker(String name, double[][] at) {
    static Marker unseen(String name, int frames) {
        Marker marker = new Marker(name, new double[3][frames]);
        for (double[] axis : marker.at) {
            Arrays.fill(axis, Double.NaN);
        }
        return marker;
    }

    int frames() {
        return at[0].length;
    }

    boolean sees(int frame) {
        return Double.isFinite(at[0][frame]) && Double.isFinite(at[1][frame]) && Double.isFinite(at[2][frame]);
    }

    boolean isEverSeen() {
        for (int f = 0; f < frames(); f++) {
            if (sees(f)) {
                return true;
            }
        }
        return false;
    }

    Vector at(int frame) {
        return new Vector(at[0][frame], at[1][frame], at[2][frame]);
    }

    void put(int frame, Vector place) {
        at[0][frame] = place.x();
        at[1][frame] = place.y();
        at[2][frame] = place.z();
    }
}
