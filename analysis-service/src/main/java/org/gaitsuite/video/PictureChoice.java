package org.gaitsuite.video;

/** Which pictures of a video are decoded. */
public enum PictureChoice {
    /** Every one. */
    ALL,
    /**
     * Those that other pictures are made from, for a look at the whole scene: all that a phone films, every second to fourth of what editing
     * programs write.
     */
    REFERENCES,
    /** Those that need no other one, about {@value FrameDecoder#MOST_KEY_PICTURES} at most, spread over the video. */
    KEYS
}
