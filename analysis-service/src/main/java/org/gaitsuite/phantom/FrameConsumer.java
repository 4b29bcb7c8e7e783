package org.gaitsuite.phantom;

import java.io.IOException;

/** Takes rendered frames in order. */
@FunctionalInterface
public interface FrameConsumer {
    /**
     * @param index from 0
     * @param timeSeconds from the first frame
     * @param bgr height × width × 3 bytes, blue green red, rows without padding; the array is reused by the next frame
     */
    void accept(int index, double timeSeconds, byte[] bgr) throws IOException;
}
