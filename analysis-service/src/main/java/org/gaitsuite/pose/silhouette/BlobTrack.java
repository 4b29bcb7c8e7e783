package org.gaitsuite.pose.silhouette;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One moving thing, followed from frame to frame. Frames are consecutive from {@link #firstFrame}; a missed one is null. */
final class BlobTrack {
    private final int firstFrame;
    private final List<@Nullable Blob> blobs = new ArrayList<>();
    private final int pictureWidth;
    private Box last;
    private double velocityX;
    private double velocityY;
    private double height;
    private int seen;
    private int missed;
    private int steady;

    BlobTrack(int firstFrame, Blob blob, int pictureWidth) {
        this.firstFrame = firstFrame;
        this.pictureWidth = pictureWidth;
        blobs.add(blob);
        last = blob.core();
        height = last.height();
        seen = 1;
    }

    int firstFrame() {
        return firstFrame;
    }

    int frames() {
        return blobs.size();
    }

    @Nullable
    Blob blob(int i) {
        return blobs.get(i);
    }

    int seen() {
        return seen;
    }

    int missed() {
        return missed;
    }

    Box predicted() {
        return last.moved(velocityX * (missed + 1), velocityY * (missed + 1));
    }

    /** Whether the blob may be this thing, or a piece of it, in the next frame. */
    boolean claims(Blob blob) {
        Box box = predicted();
        Box wide = box.grown((int) (0.12 * height) + 2, (int) (0.06 * height) + 2);
        double common = wide.intersection(blob.core()).area();
        return common > 0.5 * blob.core().area()
                || box.intersection(blob.core()).area() > 0.5 * box.area();
    }

    /** Whether it was seen whole and steady for a while, so that it can be told from others and from its own pieces. */
    boolean established() {
        return steady >= 8;
    }

    /** Whether most of where this thing must be lies in the blob. */
    boolean mostlyIn(Blob blob) {
        Box box = predicted();
        return box.intersection(blob.core()).area() > 0.6 * box.area();
    }

    /** Intersection over union with where this thing must be. */
    double likeness(Blob blob) {
        return likeness(predicted(), blob.core());
    }

    /** Whether the other follows the same thing: same place, same way. */
    boolean doubles(BlobTrack other) {
        double apart = Math.hypot(velocityX - other.velocityX, velocityY - other.velocityY);
        return likeness(predicted(), other.predicted()) > 0.6 && apart < 0.01 * height + 0.3;
    }

    private static double likeness(Box a, Box b) {
        double common = a.intersection(b).area();
        return common / Math.max(1, a.area() + b.area() - common);
    }

    /** The blob holds somebody else too: keeps what lies where this thing must be, and goes on as before. */
    void extendInCompany(Blob found) {
        last = predicted();
        missed = 0;
        seen++;
        blobs.add(found.clipped(last.grown((int) (0.06 * height) + 1, (int) (0.03 * height) + 1)));
    }

    void miss() {
        blobs.add(null);
        missed++;
    }

    void extend(Blob found) {
        Blob blob = withoutCompany(found);
        Box box = blob.core();
        int steps = missed + 1;
        double vx = (box.centreX() - last.centreX()) / steps;
        double vy = (box.centreY() - last.centreY()) / steps;
        double gain = seen < 5 ? 0.4 : 0.15;
        velocityX += gain * (vx - velocityX);
        velocityY += gain * (vy - velocityY);
        boolean whole = box.left() > 1 && box.right() < pictureWidth - 1;
        steady += whole && Math.abs(box.height() - height) < 0.1 * height ? 1 : 0;
        height += (seen < 10 ? 0.4 : 0.05) * (box.height() - height);
        last = box;
        missed = 0;
        seen++;
        blobs.add(blob);
    }

    /** When two people melt into one blob, keeps what lies where this one must be. A walker is never wider than high. */
    private Blob withoutCompany(Blob found) {
        if (seen < 8) {
            return found;
        }
        Box box = found.core();
        Box expected = predicted();
        boolean atEdge = expected.left() <= 2 || expected.right() >= pictureWidth - 2;
        boolean tooTall = box.height() > 1.18 * height && !atEdge;
        boolean tooWide = box.width() > 0.85 * height;
        if (!tooTall && !tooWide) {
            return found;
        }
        int sideways = tooWide ? (int) (0.06 * height) + 1 : pictureWidth;
        return found.clipped(expected.grown(sideways, (int) (0.04 * height) + 1));
    }
}
