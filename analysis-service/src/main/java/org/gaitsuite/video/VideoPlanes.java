package org.gaitsuite.video;

/**
 * One picture in the colours that video is stored in, upright: brightness for every element, two colour differences for every two by two.
 * Brightness goes from 16 (black) to 235, differences from 16 to 240 about 128. Rows have no padding. A reader fills it again and again.
 */
public final class VideoPlanes {
    private final int width;
    private final int height;
    private final byte[] luma;
    private final byte[] blueness;
    private final byte[] redness;

    /** @param width elements a row of brightness */
    public VideoPlanes(int width, int height) {
        this.width = width;
        this.height = height;
        luma = new byte[width * height];
        blueness = new byte[chromaWidth() * chromaHeight()];
        redness = new byte[blueness.length];
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** Elements a row of the colour differences: half as many, rounded up. */
    public int chromaWidth() {
        return (width + 1) / 2;
    }

    public int chromaHeight() {
        return (height + 1) / 2;
    }

    /** Brightness, the array itself. */
    public byte[] luma() {
        return luma;
    }

    /** Blue less brightness (Cb), the array itself. */
    public byte[] blueness() {
        return blueness;
    }

    /** Red less brightness (Cr), the array itself. */
    public byte[] redness() {
        return redness;
    }
}
