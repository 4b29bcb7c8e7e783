package org.gaitsuite.pose.silhouette;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Links the blobs of successive frames into tracks; pieces of one body are joined again, bodies that melt together stay apart. */
final class Tracker {
    private final double frameRateHertz;
    private final int pictureWidth;
    private final int minimumHeight;
    private final List<BlobTrack> active = new ArrayList<>();
    private final List<BlobTrack> finished = new ArrayList<>();

    Tracker(double frameRateHertz, int pictureWidth, int minimumHeight) {
        this.frameRateHertz = frameRateHertz;
        this.pictureWidth = pictureWidth;
        this.minimumHeight = minimumHeight;
    }

    void next(int frame, List<Blob> blobs) {
        dropDoubles();
        Map<BlobTrack, Blob> own = new HashMap<>();
        Map<BlobTrack, Blob> shared = new HashMap<>();
        List<Blob> free = new ArrayList<>();
        for (Blob blob : blobs) {
            List<BlobTrack> claimants =
                    active.stream().filter(track -> track.claims(blob)).toList();
            List<BlobTrack> bodies =
                    claimants.stream().filter(BlobTrack::established).toList();
            if (claimants.isEmpty()) {
                free.add(blob);
            } else if (bodies.size() > 1 && bodies.stream().allMatch(track -> track.mostlyIn(blob))) {
                bodies.forEach(track -> shared.merge(track, blob, Blob::union));
            } else if (bodies.isEmpty()) {
                own.merge(Collections.max(claimants, Comparator.comparingInt(BlobTrack::seen)), blob, Blob::union);
            } else {
                own.merge(
                        Collections.max(bodies, Comparator.comparingDouble(track -> track.likeness(blob))),
                        blob,
                        Blob::union);
            }
        }
        for (BlobTrack track : active) {
            Blob inCompany = shared.get(track);
            Blob alone = own.get(track);
            if (inCompany != null) {
                track.extendInCompany(alone == null ? inCompany : inCompany.union(alone));
            } else if (alone != null) {
                track.extend(alone);
            } else {
                track.miss();
            }
        }
        retire(0.3 * frameRateHertz);
        for (Blob blob : free) {
            if (blob.core().height() >= minimumHeight) {
                active.add(new BlobTrack(frame, blob, pictureWidth));
            }
        }
    }

    /** A body that came into view in pieces has two tracks: the younger one goes. */
    private void dropDoubles() {
        for (BlobTrack younger : List.copyOf(active)) {
            boolean doubled = active.stream()
                    .anyMatch(older -> older != younger
                            && (older.seen() > younger.seen()
                                    || older.seen() == younger.seen()
                                            && active.indexOf(older) < active.indexOf(younger))
                            && older.doubles(younger));
            if (doubled) {
                active.remove(younger);
            }
        }
    }

    List<BlobTrack> finish() {
        retire(-1);
        finished.sort(Comparator.comparingInt(BlobTrack::firstFrame));
        return List.copyOf(finished);
    }

    /** What lasted less than a third of a second is noise and is let go, so that flicker costs no memory. */
    private void retire(double patience) {
        for (BlobTrack track : List.copyOf(active)) {
            if (track.missed() > patience) {
                active.remove(track);
                if (track.seen() >= frameRateHertz / 3) {
                    finished.add(track);
                }
            }
        }
    }
}
