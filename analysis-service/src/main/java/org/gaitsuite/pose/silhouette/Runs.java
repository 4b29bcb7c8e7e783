package org.gaitsuite.pose.silhouette;

import java.util.Arrays;

/**
 * Horizontal runs of picture elements and which of them hang together, found while they are added row by row from above. Of the runs of one
 * region the first that was added stands for all. Not thread-safe.
 */
final class Runs {
    private final int reach;
    private int[] rows = new int[256];
    private int[] starts = new int[256];
    private int[] ends = new int[256];
    private int[] parents = new int[256];
    private boolean[] marked = new boolean[256];
    private int count;
    private int row;
    private int firstAbove;
    private int firstHere;

    /** @param corners whether elements that share only a corner hang together, as those that share an edge do */
    Runs(boolean corners) {
        reach = corners ? 1 : 0;
    }

    void clear() {
        count = 0;
        row = -2;
        firstAbove = 0;
        firstHere = 0;
    }

    /**
     * Appends a run to the right of or below all others.
     *
     * @param end just behind its last column
     * @param mark whether its region is marked, if only by this run
     */
    void add(int inRow, int start, int end, boolean mark) {
        if (inRow != row) {
            firstAbove = inRow == row + 1 ? firstHere : count;
            firstHere = count;
            row = inRow;
        }
        if (count == rows.length) {
            grow();
        }
        int added = count++;
        rows[added] = inRow;
        starts[added] = start;
        ends[added] = end;
        parents[added] = added;
        marked[added] = mark;
        while (firstAbove < firstHere && ends[firstAbove] + reach <= start) {
            firstAbove++;
        }
        for (int above = firstAbove; above < firstHere && starts[above] < end + reach; above++) {
            unite(region(above), region(added));
        }
    }

    private void grow() {
        int room = 2 * count;
        rows = Arrays.copyOf(rows, room);
        starts = Arrays.copyOf(starts, room);
        ends = Arrays.copyOf(ends, room);
        parents = Arrays.copyOf(parents, room);
        marked = Arrays.copyOf(marked, room);
    }

    private void unite(int a, int b) {
        int first = Math.min(a, b);
        int other = Math.max(a, b);
        parents[other] = first;
        marked[first] |= marked[other];
    }

    /** The run that stands for the region of this one. */
    int region(int run) {
        int at = run;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    /** Whether any run of this one's region is marked. */
    boolean inMarked(int run) {
        return marked[region(run)];
    }

    int count() {
        return count;
    }

    int row(int run) {
        return rows[run];
    }

    int start(int run) {
        return starts[run];
    }

    int end(int run) {
        return ends[run];
    }

    int length(int run) {
        return ends[run] - starts[run];
    }
}
