package org.gaitsuite.pose.silhouette;

import java.util.BitSet;

/**
 * A rectangle of picture elements, each in or out, packed to one bit: a walk of a minute fits into a few megabytes.
 *
 * @param x0 column of the left edge in the decoded picture
 * @param y0 row of the upper edge
 */
record BitMask(int x0, int y0, int width, int height, BitSet bits) {

    static BitMask empty(int x0, int y0, int width, int height) {
        return new BitMask(x0, y0, width, height, new BitSet(width * height));
    }

    /** Takes picture coordinates; outside of the rectangle everything is out. */
    boolean get(int x, int y) {
        int column = x - x0;
        int row = y - y0;
        return column >= 0 && row >= 0 && column < width && row < height && bits.get(row * width + column);
    }

    void set(int x, int y) {
        bits.set((y - y0) * width + x - x0);
    }

    /** @param end just behind the last column */
    void set(int start, int end, int y) {
        int row = (y - y0) * width - x0;
        bits.set(row + start, row + end);
    }

    int area() {
        return bits.cardinality();
    }

    Box box() {
        return new Box(x0, y0, x0 + width, y0 + height);
    }

    /** The smallest box around what is in, empty where nothing is. */
    Box inner() {
        int left = width;
        int right = 0;
        int top = -1;
        int bottom = 0;
        for (int row = 0; row < height; row++) {
            int first = bits.nextSetBit(row * width);
            if (first >= 0 && first < (row + 1) * width) {
                int last = bits.previousSetBit((row + 1) * width - 1);
                left = Math.min(left, first - row * width);
                right = Math.max(right, last + 1 - row * width);
                top = top < 0 ? row : top;
                bottom = row + 1;
            }
        }
        return top < 0 ? new Box(x0, y0, x0, y0) : new Box(x0 + left, y0 + top, x0 + right, y0 + bottom);
    }

    /** The smallest mask that holds what this mask and the other hold. */
    BitMask union(BitMask other) {
        Box box = box().union(other.box());
        BitMask out = empty(box.left(), box.top(), box.width(), box.height());
        out.paste(this);
        out.paste(other);
        return out;
    }

    /** What lies inside the box, or an empty mask of no size where nothing does. */
    BitMask clipped(Box box) {
        Box common = box().intersection(box);
        BitMask out = empty(common.left(), common.top(), common.width(), common.height());
        for (int y = common.top(); y < common.bottom(); y++) {
            int row = (y - y0) * width - x0;
            int end = row + common.right();
            for (int bit = bits.nextSetBit(row + common.left());
                    bit >= 0 && bit < end;
                    bit = bits.nextSetBit(bit + 1)) {
                out.set(bit - row, y);
            }
        }
        return out;
    }

    private void paste(BitMask other) {
        for (int bit = other.bits.nextSetBit(0); bit >= 0; bit = other.bits.nextSetBit(bit + 1)) {
            set(other.x0 + bit % other.width, other.y0 + bit / other.width);
        }
    }
}
