package org.gaitsuite.export;

/** A part of a picture, in its pixels; y grows downwards. */
record Box(double left, double top, double right, double bottom) {
    double width() {
        return right - left;
    }

    double height() {
        return bottom - top;
    }

    double middleX() {
        return (left + right) / 2;
    }

    double middleY() {
        return (top + bottom) / 2;
    }

    /** The same box, larger by so much on each side. */
    Box grown(double sideways, double up, double down) {
        return new Box(left - sideways, top - up, right + sideways, bottom + down);
    }
}
