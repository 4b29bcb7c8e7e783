package org.gaitsuite.pose.silhouette;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gaitsuite.video.VideoPlanes;

/** Cuts what differs from the background into connected regions (8-neighbourhood) and fills their holes. Not thread-safe. */
final class Blobs {
    private final Foreground foreground;
    private final int minimumHeight;
    private final int minimumArea;
    private final Runs runs = new Runs(true);
    private final Runs gaps = new Runs(false);
    private int[] areas = new int[256];
    private Box[] boxes = new Box[256];

    /** Regions at least {@code minimumHeight} rows or four times {@code minimumArea} elements large are looked for. */
    Blobs(Foreground foreground, int minimumHeight, int minimumArea) {
        this.foreground = foreground;
        this.minimumHeight = minimumHeight;
        this.minimumArea = minimumArea;
    }

    List<Blob> find(VideoPlanes picture) {
        foreground.find(picture, runs);
        measure();
        List<Blob> out = new ArrayList<>();
        for (int region = 0; region < runs.count(); region++) {
            if (runs.region(region) == region && areas[region] >= minimumArea) {
                Box box = boxes[region];
                if (box.height() >= minimumHeight || areas[region] >= 4 * minimumArea) {
                    out.add(blob(region, box, picture));
                }
            }
        }
        return out;
    }

    private void measure() {
        if (areas.length < runs.count()) {
            areas = new int[2 * runs.count()];
            boxes = new Box[areas.length];
        }
        Arrays.fill(areas, 0, runs.count(), 0);
        for (int run = 0; run < runs.count(); run++) {
            areas[runs.region(run)] += runs.length(run);
        }
        for (int run = 0; run < runs.count(); run++) {
            int region = runs.region(run);
            if (areas[region] >= minimumArea) {
                Box own = new Box(runs.start(run), runs.row(run), runs.end(run), runs.row(run) + 1);
                boxes[region] = run == region ? own : boxes[region].union(own);
            }
        }
    }

    private Blob blob(int region, Box box, VideoPlanes picture) {
        BitMask mask = BitMask.empty(box.left(), box.top(), box.width(), box.height());
        BitMask shade = BitMask.empty(box.left(), box.top(), box.width(), box.height());
        for (int run = region; run < runs.count() && runs.row(run) < box.bottom(); run++) {
            if (runs.region(run) == region) {
                int y = runs.row(run);
                mask.set(runs.start(run), runs.end(run), y);
                for (int x = runs.start(run); x < runs.end(run); x++) {
                    if (foreground.shade(picture, x, y)) {
                        shade.set(x, y);
                    }
                }
            }
        }
        fillHoles(mask, mask.height() * mask.height() / 100);
        return Blob.of(mask, shade);
    }

    /**
     * Fills what the outline encloses, if small: a camouflaged belt is a hole, the space between the legs with the ground is not.
     *
     * @param largest most elements of a hole that is filled
     */
    private void fillHoles(BitMask mask, int largest) {
        int width = mask.width();
        gaps.clear();
        for (int row = 0; row < mask.height(); row++) {
            int end = (row + 1) * width;
            int from = mask.bits().nextClearBit(row * width);
            while (from < end) {
                int next = mask.bits().nextSetBit(from);
                int to = next < 0 ? end : Math.min(next, end);
                int column = from - row * width;
                int until = to - row * width;
                boolean open = row == 0 || row == mask.height() - 1 || column == 0 || until == width;
                gaps.add(row, column, until, open);
                from = to < end ? mask.bits().nextClearBit(to) : end;
            }
        }
        int[] sizes = new int[gaps.count()];
        for (int gap = 0; gap < gaps.count(); gap++) {
            sizes[gaps.region(gap)] += gaps.length(gap);
        }
        for (int gap = 0; gap < gaps.count(); gap++) {
            if (!gaps.inMarked(gap) && sizes[gaps.region(gap)] <= largest) {
                int row = gaps.row(gap) * width;
                mask.bits().set(row + gaps.start(gap), row + gaps.end(gap));
            }
        }
    }
}
