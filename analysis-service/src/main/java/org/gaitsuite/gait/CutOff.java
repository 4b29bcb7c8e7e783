package org.gaitsuite.gait;

/** Who says where the low pass of the landmarks cuts off. */
public enum CutOff {
    /** The options: {@link GaitOptions#cutOffHertz()}. */
    GIVEN,
    /** The recording, by its noise and movement, see {@link LowPass}; the options where it cannot tell. */
    FROM_THE_SIGNAL
}
