package org.gaitsuite.pose.silhouette;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Cuts a classified picture into connected regions (8-neighbourhood) and fills their holes. Not thread-safe. */
final class Blobs {
    private final int width;
    private final int height;
    private final boolean[] taken;
    private final int[] stack;

    Blobs(int width, int height) {
        this.width = width;
        this.height = height;
        taken = new boolean[width * height];
        stack = new int[width * height];
    }

    /** Regions at least {@code minimumHeight} rows or {@code minimumArea} elements large. */
    List<BitMask> find(byte[] classes, int minimumHeight, int minimumArea) {
        java.util.Arrays.fill(taken, false);
        List<BitMask> out = new ArrayList<>();
        for (int start = 0; start < classes.length; start++) {
            if (classes[start] != Foreground.BACK && !taken[start]) {
                int count = flood(classes, start);
                if (count >= minimumArea) {
                    BitMask mask = mask(count);
                    if (mask.height() >= minimumHeight || count >= 4 * minimumArea) {
                        out.add(mask);
                    }
                }
            }
        }
        return out;
    }

    /** Leaves the members in {@link #stack} and says how many there are. */
    private int flood(byte[] classes, int start) {
        int read = 0;
        int written = 0;
        stack[written++] = start;
        taken[start] = true;
        while (read < written) {
            int i = stack[read++];
            int x = i % width;
            int y = i / width;
            for (int yy = Math.max(0, y - 1); yy <= Math.min(height - 1, y + 1); yy++) {
                for (int xx = Math.max(0, x - 1); xx <= Math.min(width - 1, x + 1); xx++) {
                    int j = yy * width + xx;
                    if (!taken[j] && classes[j] != Foreground.BACK) {
                        taken[j] = true;
                        stack[written++] = j;
                    }
                }
            }
        }
        return written;
    }

    private BitMask mask(int count) {
        int left = width;
        int right = 0;
        int top = height;
        int bottom = 0;
        for (int k = 0; k < count; k++) {
            int x = stack[k] % width;
            int y = stack[k] / width;
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
        }
        BitMask out = BitMask.empty(left, top, right - left + 1, bottom - top + 1);
        for (int k = 0; k < count; k++) {
            out.set(stack[k] % width, stack[k] / width);
        }
        return out;
    }

    /**
     * Fills what the outline encloses, if small: a camouflaged belt is a hole, the space between the legs with the ground is not.
     *
     * @param largest most elements of a hole that is filled
     */
    static void fillHoles(BitMask mask, int largest) {
        int w = mask.width();
        int n = w * mask.height();
        BitSet seen = new BitSet(n);
        int[] queue = new int[n];
        for (int start = mask.bits().nextClearBit(0);
                start < n;
                start = mask.bits().nextClearBit(start + 1)) {
            if (seen.get(start)) {
                continue;
            }
            int read = 0;
            int written = 0;
            boolean open = false;
            queue[written++] = start;
            seen.set(start);
            while (read < written) {
                int i = queue[read++];
                int x = i % w;
                open |= x == 0 || x == w - 1 || i < w || i >= n - w;
                written = visit(mask, seen, queue, written, i - 1, x > 0);
                written = visit(mask, seen, queue, written, i + 1, x < w - 1);
                written = visit(mask, seen, queue, written, i - w, i >= w);
                written = visit(mask, seen, queue, written, i + w, i < n - w);
            }
            if (!open && written <= largest) {
                for (int k = 0; k < written; k++) {
                    mask.bits().set(queue[k]);
                }
            }
        }
    }

    private static int visit(BitMask mask, BitSet seen, int[] queue, int written, int i, boolean inside) {
        if (inside && !mask.bits().get(i) && !seen.get(i)) {
            seen.set(i);
            queue[written++] = i;
        }
        return written;
    }
}
