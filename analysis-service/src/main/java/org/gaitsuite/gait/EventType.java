package org.gaitsuite.gait;

/** A contact event of the gait cycle (Perry &amp; Burnfield, Gait Analysis, 2010). */
public enum EventType {
    /** First contact of a foot with the ground, by whatever part of it. */
    HEEL_STRIKE,
    /** Last contact of a foot with the ground. */
    TOE_OFF
}
