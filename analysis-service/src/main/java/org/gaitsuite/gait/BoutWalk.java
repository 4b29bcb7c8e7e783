package org.gaitsuite.gait;

/** One bout of a walk, seen from the side or from the front: what contacts and steps are found in. */
sealed interface BoutWalk permits SagittalWalk, FrontalWalk {
    /** Of the bout's part of the recording. */
    Landmarks landmarks();

    Bout bout();

    /** Frame interval of the input. */
    double intervalSeconds();

    WalkingDirection direction();

    /** Of the steady part. */
    default double startSeconds() {
        return landmarks().time()[bout().run().from()];
    }

    default double endSeconds() {
        return landmarks().time()[bout().run().to() - 1];
    }
}
