package org.gaitsuite.recording;

/** What a recording was read from, as its content tells; names of files play no part. */
public enum Kind {
    /** OpenPose JSON, a file a frame. */
    OPENPOSE,
    /** Seventeen landmarks of COCO, or its whole body, in JSON. */
    COCO,
    /** HALPE in JSON, as AlphaPose writes it. */
    HALPE,
    /** MediaPipe's thirty-three landmarks in JSON. */
    BLAZEPOSE,
    /** Markers as text, the Track Row Column format of OpenSim. */
    TRC,
    /** Markers of a motion-capture system, c3d.org. */
    C3D,
    /** The suite's own {@code gait-keypoints/1}. */
    GAIT_JSON
}
