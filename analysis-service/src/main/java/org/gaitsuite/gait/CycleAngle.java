package org.gaitsuite.gait;

/** An angle that is told as a curve over the gait cycle. */
sealed interface CycleAngle permits JointAngles, FrontalAngles {
    /** Name of the curve in the result. */
    String curve();

    /** The angle of one stride with whole turns taken off. */
    double[] settled(double[] stride);
}
