package org.gaitsuite.pose.silhouette;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gaitsuite.person.OtherPerson;
import org.gaitsuite.person.PersonAt;
import org.gaitsuite.pose.PoseRefused;
import org.jspecify.annotations.Nullable;

/** Chooses among everything that moves the one who is meant or who walks across the picture, or says why nobody does. */
final class WalkerChoice {
    /** Slower than this many body heights per second is standing about. */
    private static final double SLOWEST = 0.12;

    private static final double SHORTEST_WALK_HEIGHTS = 1.2;
    private static final double SHORTEST_WALK_SECONDS = 1.2;
    private static final double WIDEST = 0.8;

    /** How far beside a person one may point, in body heights. */
    private static final double REACH_HEIGHTS = 1 / 3.0;

    /** A person who is not seen at a moment may be seen this long before or after it. */
    private static final double SAME_MOMENT_SECONDS = 0.2;

    private static final double BETWEEN_SIGHTINGS_SECONDS = 0.095;

    private final Scene scene;
    private final List<Candidate> people = new ArrayList<>();

    WalkerChoice(Scene scene) {
        this.scene = scene;
        for (BlobTrack track : scene.tracks()) {
            Candidate candidate = new Candidate(track);
            if (candidate.upright()) {
                people.add(candidate);
            }
        }
    }

    /**
     * The stretch of a track in which somebody walks, in full view between the left and right edge of the picture.
     *
     * @param from first frame of the video
     * @param to last frame, inclusive
     * @param right whether the walk goes to the right in the picture
     * @param heights distance walked in body heights
     */
    record Walk(BlobTrack track, int from, int to, boolean right, double heights) {
        int frames() {
            return to - from + 1;
        }
    }

    /**
     * @param wanted who is meant; null for who walks farthest
     * @throws PoseRefused if nobody walks, nobody is where the wanted person should be, or that person does not walk
     */
    Walk choose(@Nullable PersonAt wanted) throws PoseRefused {
        if (wanted == null) {
            return choose(people, people.size());
        }
        Candidate meant = at(wanted);
        try {
            return choose(List.of(meant), people.size());
        } catch (PoseRefused e) {
            throw new PoseRefused(e.reason(), "Of the person %s: %s".formatted(place(wanted), e.getMessage()));
        }
    }

    private Walk choose(List<Candidate> candidates, int seen) throws PoseRefused {
        Optional<Walk> best = Optional.empty();
        double farthest = 0;
        double largest = 0;
        boolean feetCut = false;
        for (Candidate candidate : candidates) {
            Optional<Walk> walk = candidate.longestWalk();
            if (walk.isEmpty()) {
                continue;
            }
            farthest = Math.max(farthest, walk.get().heights());
            if (!candidate.longEnough(walk.get())) {
                continue;
            }
            if (candidate.feetCut(walk.get())) {
                feetCut = true;
                continue;
            }
            // of two who walk alike, the nearer one is meant
            double size = walk.get().heights() * candidate.height * candidate.height;
            if (size > largest) {
                largest = size;
                best = walk;
            }
        }
        if (best.isPresent()) {
            return best.get();
        }
        throw refusal(seen, farthest, feetCut);
    }

    /** Who stands or walks at a place: whose box holds it, else who is nearest and no farther than a third of the body height. */
    private Candidate at(PersonAt wanted) throws PoseRefused {
        double x = wanted.x() * scene.width();
        double y = wanted.y() * scene.height();
        Candidate meant = null;
        double nearest = Double.POSITIVE_INFINITY;
        for (Candidate candidate : people) {
            Box box = candidate.boxAt(wanted.timeSeconds());
            if (box != null) {
                double away = Math.hypot(
                        Math.max(0, Math.max(box.left() - x, x - box.right())),
                        Math.max(0, Math.max(box.top() - y, y - box.bottom())));
                // Of boxes that overlap, the one that has the place more in its middle.
                double distance = away + 0.001 * Math.hypot(box.centreX() - x, box.centreY() - y);
                if (away <= REACH_HEIGHTS * candidate.height && distance < nearest) {
                    nearest = distance;
                    meant = candidate;
                }
            }
        }
        if (meant == null) {
            throw new PoseRefused(
                    PoseRefused.Reason.NO_PERSON,
                    "Nobody was seen %s. Please point at a person who moves, in a picture that shows the whole body."
                            .formatted(place(wanted)));
        }
        return meant;
    }

    private static String place(PersonAt wanted) {
        return String.format(
                Locale.ROOT,
                "at %.1f s, %.0f %% of the picture's width from the left and %.0f %% of its height from above",
                wanted.timeSeconds(),
                100 * wanted.x(),
                100 * wanted.y());
    }

    /** Everybody upright but the walker, about ten times a second, in full-size pixels. */
    List<OtherPerson> others(Walk walk) {
        List<OtherPerson> others = new ArrayList<>();
        for (Candidate candidate : people) {
            if (candidate.track != walk.track()) {
                others.add(new OtherPerson(candidate.sightings()));
            }
        }
        return others;
    }

    private static PoseRefused refusal(int people, double farthest, boolean feetCut) {
        if (people == 0) {
            return new PoseRefused(
                    PoseRefused.Reason.NO_PERSON,
                    "Nobody was seen moving in front of the still background. The walker must be at least an eighth of the"
                            + " picture high and stand out from what is behind.");
        }
        if (feetCut) {
            return new PoseRefused(
                    PoseRefused.Reason.NO_WALK,
                    "Somebody walks, but the feet are cut off by the lower edge of the picture. Please film with the whole"
                            + " body in view.");
        }
        return new PoseRefused(
                PoseRefused.Reason.NO_WALK,
                String.format(
                        Locale.ROOT,
                        "People were seen, but nobody walks across the picture in side view for long enough: the longest"
                                + " stretch was %.1f body heights; at least %.1f (three steps or more) and a second of"
                                + " walking with the whole body in view are needed. On a treadmill the walker becomes part of the background: a network (estimator dnn)"
                                + " is needed there.",
                        farthest,
                        SHORTEST_WALK_HEIGHTS));
    }

    /** Something upright that moves. */
    private final class Candidate {
        private final BlobTrack track;
        private final int n;
        private final double[] x;
        private final boolean[] whole;
        private final double height;
        private final double width;

        Candidate(BlobTrack track) {
            this.track = track;
            n = track.frames();
            x = new double[n];
            whole = new boolean[n];
            double[] heights = new double[n];
            double[] widths = new double[n];
            int count = 0;
            for (int i = 0; i < n; i++) {
                Blob blob = track.blob(i);
                x[i] = Double.NaN;
                if (blob != null) {
                    Box box = blob.core();
                    x[i] = box.centreX();
                    whole[i] = box.left() > 1 && box.right() < scene.width() - 1;
                    if (whole[i]) {
                        heights[count] = box.height();
                        widths[count++] = box.width();
                    }
                }
            }
            height = quantile(heights, count, 0.6);
            width = quantile(widths, count, 0.5);
        }

        boolean upright() {
            return height > scene.height() / 8.0 && width < WIDEST * height && width > 0.1 * height;
        }

        /** Where the body is at a time, null where it is not seen then. */
        @Nullable
        Box boxAt(double timeSeconds) {
            Box found = null;
            double nearest = SAME_MOMENT_SECONDS;
            for (int i = 0; i < n; i++) {
                Blob blob = track.blob(i);
                double apart = Math.abs(scene.timeSeconds()[track.firstFrame() + i] - timeSeconds);
                if (blob != null && apart <= nearest) {
                    nearest = apart;
                    found = blob.core();
                }
            }
            return found;
        }

        List<OtherPerson.Sighting> sightings() {
            List<OtherPerson.Sighting> out = new ArrayList<>();
            double last = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                Blob blob = track.blob(i);
                double time = scene.timeSeconds()[track.firstFrame() + i];
                if (blob != null && time - last > BETWEEN_SIGHTINGS_SECONDS) {
                    Box box = blob.core();
                    double scale = scene.scale();
                    out.add(new OtherPerson.Sighting(
                            time, scale * box.left(), scale * box.top(), scale * box.right(), scale * box.bottom()));
                    last = time;
                }
            }
            return out;
        }

        /** The longest run of frames that all move the same way fast enough, gaps of 0.3 s allowed. */
        Optional<Walk> longestWalk() {
            double fps = scene.info().frameRateHertz();
            int half = Math.max(2, (int) Math.round(0.3 * fps));
            int patience = (int) Math.round(0.3 * fps);
            Optional<Walk> best = Optional.empty();
            for (int sign = -1; sign <= 1; sign += 2) {
                int start = -1;
                int last = -1;
                for (int i = 0; i <= n; i++) {
                    boolean good = i < n && inFull(i) && sign * speed(i, half) > SLOWEST;
                    if (good) {
                        start = start < 0 ? i : start;
                        last = i;
                    } else if (start >= 0 && (i == n || i - last > patience)) {
                        double heights = sign * (x[last] - x[start]) / height;
                        if (best.isEmpty() || heights > best.get().heights()) {
                            int first = track.firstFrame();
                            best = Optional.of(new Walk(track, first + start, first + last, sign > 0, heights));
                        }
                        start = -1;
                    }
                }
            }
            return best;
        }

        boolean longEnough(Walk walk) {
            double seconds = scene.timeSeconds()[walk.to()] - scene.timeSeconds()[walk.from()];
            return walk.heights() >= SHORTEST_WALK_HEIGHTS
                    && seconds >= SHORTEST_WALK_SECONDS
                    && walk.heights() / seconds < 3;
        }

        boolean feetCut(Walk walk) {
            int cut = 0;
            for (int f = walk.from(); f <= walk.to(); f++) {
                Blob blob = track.blob(f - track.firstFrame());
                if (blob != null && blob.core().bottom() >= scene.height() - 1) {
                    cut++;
                }
            }
            return cut > 0.3 * walk.frames();
        }

        private boolean inFull(int i) {
            Blob blob = track.blob(i);
            return blob != null && whole[i] && blob.core().height() > 0.8 * height;
        }

        /** Body heights per second, to the right. */
        private double speed(int i, int half) {
            int a = Math.max(0, i - half);
            int b = Math.min(n - 1, i + half);
            while (a < i && Double.isNaN(x[a])) {
                a++;
            }
            while (b > i && Double.isNaN(x[b])) {
                b--;
            }
            if (b <= a) {
                return 0;
            }
            double[] time = scene.timeSeconds();
            double seconds = time[track.firstFrame() + b] - time[track.firstFrame() + a];
            return (x[b] - x[a]) / height / seconds;
        }
    }

    private static double quantile(double[] values, int count, double q) {
        if (count == 0) {
            return 0;
        }
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted[(int) (q * (count - 1))];
    }
}
