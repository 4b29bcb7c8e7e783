package org.gaitsuite.recording;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.Side;
import org.gaitsuite.recording.MarkerNames.Landmark;
import org.gaitsuite.recording.MarkerNames.Meaning;
import org.gaitsuite.recording.MarkerNames.Site;
import org.gaitsuite.recording.RecordingRefused.Reason;
import org.jspecify.annotations.Nullable;

/** The markers of a trial by what they mean. Where several mean the same, the best that was ever seen counts. */
final class MarkerSet {
    private final Map<Landmark, Marker> markers = new HashMap<>();
    private final int frames;
    private final boolean hipsFromPelvis;

    /** @throws RecordingRefused if knees, ankles or what lies above the legs are missing */
    MarkerSet(List<Marker> all, int frames) throws RecordingRefused {
        this.frames = frames;
        all.stream()
                .filter(Marker::isEverSeen)
                .filter(marker -> MarkerNames.of(marker.name()).isPresent())
                .sorted(Comparator.comparingInt(marker -> meaning(marker).rank()))
                .forEach(marker -> markers.putIfAbsent(meaning(marker).landmark(), marker));
        wrists();
        sacrum();
        this.hipsFromPelvis = hips();
        requireLegs(all);
    }

    private static Meaning meaning(Marker marker) {
        return MarkerNames.of(marker.name()).orElseThrow();
    }

    private void wrists() {
        for (Side side : Side.values()) {
            Marker thumb = find(Site.WRIST_THUMB, side);
            Marker finger = find(Site.WRIST_FINGER, side);
            if (thumb != null && finger != null) {
                markers.putIfAbsent(new Landmark(Site.WRIST, side), middle(thumb, finger));
            }
        }
    }

    /** A single marker on the sacrum lies in the middle between the two rear spines, and seen from the side in the place of both. */
    private void sacrum() {
        Marker sacrum = find(Site.SACRUM, null);
        if (sacrum != null && (find(Site.PSIS, Side.LEFT) == null || find(Site.PSIS, Side.RIGHT) == null)) {
            for (Side side : Side.values()) {
                markers.put(new Landmark(Site.PSIS, side), sacrum);
            }
        }
    }

    /** @return whether a hip had to be computed from the pelvis' markers */
    private boolean hips() {
        Marker left = find(Site.ASIS, Side.LEFT);
        Marker right = find(Site.ASIS, Side.RIGHT);
        Marker rear = rear();
        boolean computed = false;
        for (Side side : Side.values()) {
            if (find(Site.HIP, side) == null && left != null && right != null && rear != null) {
                Marker hip = Marker.unseen(side + " hip", frames);
                for (int f = 0; f < frames; f++) {
                    if (left.sees(f) && right.sees(f) && rear.sees(f)) {
                        hip.put(f, HipCentre.of(side, left.at(f), right.at(f), rear.at(f)));
                    }
                }
                markers.put(new Landmark(Site.HIP, side), hip);
                computed = true;
            }
        }
        return computed;
    }

    private void requireLegs(List<Marker> all) throws RecordingRefused {
        for (Site site : List.of(Site.HIP, Site.KNEE, Site.ANKLE)) {
            for (Side side : Side.values()) {
                if (find(site, side) == null) {
                    throw new RecordingRefused(
                            Reason.LANDMARKS_MISSING,
                            "No marker of the %s %s was found among the %d of the file. Names of Plug-in Gait, Helen Hayes, CGM, OpenSim's models, BODY_25 and HALPE are known%s."
                                    .formatted(
                                            side.name().toLowerCase(Locale.ROOT),
                                            site.name().toLowerCase(Locale.ROOT),
                                            all.size(),
                                            examples(all)));
                }
            }
        }
    }

    private static String examples(List<Marker> all) {
        String names = all.stream()
                .map(Marker::name)
                .filter(name -> MarkerNames.of(name).isEmpty())
                .map(name -> name.replaceAll("\\p{Cntrl}", "?"))
                .map(name -> name.length() > 20 ? name.substring(0, 20) + "…" : name)
                .limit(6)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : "; not known are " + names;
    }

    @Nullable
    Marker find(Site site, @Nullable Side side) {
        return markers.get(new Landmark(site, side));
    }

    int frames() {
        return frames;
    }

    boolean hipsFromPelvis() {
        return hipsFromPelvis;
    }

    /** The marker of a joint; C7 stands for the neck, or the middle of the shoulders. Null where there is none. */
    @Nullable
    Marker of(Joint joint) {
        Side side = joint.side();
        if (side != null) {
            String limb = joint.name().substring(side.name().length() + 1);
            return find(Site.valueOf(limb), side);
        }
        return switch (joint) {
            case HEAD_TOP -> find(Site.HEAD_TOP, null);
            case NOSE -> find(Site.NOSE, null);
            default -> neck();
        };
    }

    private @Nullable Marker neck() {
        Marker found = Optional.ofNullable(find(Site.NECK, null)).orElse(find(Site.C7, null));
        Marker left = find(Site.SHOULDER, Side.LEFT);
        Marker right = find(Site.SHOULDER, Side.RIGHT);
        return found == null && left != null && right != null ? middle(left, right) : found;
    }

    /** Between the rear spines. */
    private @Nullable Marker rear() {
        Marker left = find(Site.PSIS, Side.LEFT);
        Marker right = find(Site.PSIS, Side.RIGHT);
        return left == null || right == null ? null : middle(left, right);
    }

    /** The middle of the pelvis' markers, or of the hips where there are none. */
    Marker pelvis() {
        Marker left = find(Site.ASIS, Side.LEFT);
        Marker right = find(Site.ASIS, Side.RIGHT);
        Marker rear = rear();
        if (left != null && right != null && rear != null) {
            return middle(middle(left, right), rear);
        }
        Marker leftHip = find(Site.HIP, Side.LEFT);
        Marker rightHip = find(Site.HIP, Side.RIGHT);
        if (leftHip == null || rightHip == null) {
            throw new IllegalStateException("the hips were required");
        }
        return middle(leftHip, rightHip);
    }

    private static Marker middle(Marker a, Marker b) {
        Marker middle = Marker.unseen(a.name() + "+" + b.name(), a.frames());
        for (int f = 0; f < a.frames(); f++) {
            if (a.sees(f) && b.sees(f)) {
                middle.put(f, a.at(f).middle(b.at(f)));
            }
        }
        return middle;
    }
}
