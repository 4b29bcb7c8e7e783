package org.gaitsuite.recording;

import java.util.ArrayList;
import java.util.List;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.person.PersonAt;
import org.gaitsuite.person.SkeletonLayout;
import org.gaitsuite.recording.RecordingRefused.Reason;
import org.jspecify.annotations.Nullable;

/** From the people of each frame to the walker's skeleton over time. */
final class Keypoints {
    /** Nearly all coordinates of a file in shares of the picture are within these. */
    private static final double LARGEST_SHARE = 2;

    private static final double NEARLY_ALL = 0.99;
    /** COCO's annotations say 1 for a landmark that is hidden and 2 for one in sight. */
    private static final float COCO_VISIBLE = 2;

    private static final double TRUST_IN_HIDDEN = 0.5;

    private final List<List<Body>> frames;
    private final SkeletonLayout layout;
    private final ReadingOptions options;

    private Keypoints(List<List<Body>> frames, SkeletonLayout layout, ReadingOptions options) {
        this.frames = frames;
        this.layout = layout;
        this.options = options;
    }

    /**
     * @param kind null lets the layout tell
     * @param declaredRateHertz as the file says, null where it does not
     * @param declaredSize likewise
     */
    static Recording recording(
            @Nullable Kind kind,
            List<List<Body>> all,
            @Nullable Double declaredRateHertz,
            @Nullable PictureSize declaredSize,
            ReadingOptions options)
            throws RecordingRefused {
        List<List<Body>> frames = all.stream().map(Keypoints::bodies).toList();
        if (frames.stream().allMatch(List::isEmpty)) {
            throw new RecordingRefused(
                    Reason.NOBODY,
                    "None of the %d frames shows a person with at least %d landmarks."
                            .formatted(frames.size(), WalkerOfFrames.LEAST_LANDMARKS));
        }
        SkeletonLayout layout = Layouts.of(frames);
        ReadingOptions completed = new ReadingOptions(
                rate(declaredRateHertz, options),
                options.pictureSize() == null ? declaredSize : options.pictureSize(),
                options.person());
        return new Keypoints(frames, layout, completed).recording(kind == null ? Layouts.kind(layout) : kind);
    }

    private static List<Body> bodies(List<Body> people) {
        return people.stream()
                .filter(body -> body.seen() >= WalkerOfFrames.LEAST_LANDMARKS)
                .toList();
    }

    private static double rate(@Nullable Double declared, ReadingOptions options) throws RecordingRefused {
        if (options.frameRateHertz() != null) {
            return options.frameRateHertz();
        }
        if (declared == null) {
            throw new RecordingRefused(
                    Reason.FRAME_RATE_NEEDED,
                    "These keypoints come without times. Say how many frames a second the video was filmed with, for instance --frame-rate 30 (frame_rate=30).");
        }
        return Times.checkedRate(declared);
    }

    private Recording recording(Kind kind) throws RecordingRefused {
        WalkerOfFrames walker = walker();
        double[] scale = pixelsPerUnit();
        boolean flags = hasCocoFlags();
        Rows rows = new Rows(frames.size());
        for (int f = 0; f < frames.size(); f++) {
            Body body = walker.body(f);
            if (body != null) {
                fill(body, scale, flags, rows, f);
            }
        }
        return new Recording(
                kind,
                layout.name(),
                rows.skeleton(CoordinateFrame.IMAGE_PIXELS, times()),
                options.pictureSize(),
                List.of(),
                null,
                null,
                notes(walker));
    }

    private WalkerOfFrames walker() throws RecordingRefused {
        PersonAt wanted = options.person();
        if (wanted == null) {
            return WalkerOfFrames.of(frames, layout, times());
        }
        if (areShares()) {
            return WalkerOfFrames.at(wanted, 1, 1, frames, layout, times());
        }
        PictureSize size = options.pictureSize();
        if (size == null) {
            throw new RecordingRefused(
                    Reason.PICTURE_SIZE_NEEDED,
                    "A person is pointed at in shares of the picture, but these landmarks come in pixels and the file does not say how many the picture has. Say it, for instance --width 1920 --height-px 1080 (picture_width=1920&picture_height=1080).");
        }
        return WalkerOfFrames.at(wanted, size.width(), size.height(), frames, layout, times());
    }

    private double[] times() {
        return Times.at(options.frameRateHertz() == null ? 1 : options.frameRateHertz(), frames.size());
    }

    private void fill(Body body, double[] scale, boolean flags, Rows rows, int frame) {
        int kept = body.x().length;
        double[] bodyX = new double[kept];
        double[] bodyY = new double[kept];
        double[] trust = new double[kept];
        for (int k = 0; k < kept; k++) {
            bodyX[k] = body.x()[k] * scale[0];
            bodyY[k] = body.y()[k] * scale[1];
            trust[k] = flags ? trustInFlag(body.confidence()[k]) : Math.min(1, body.confidence()[k]);
        }
        Joint[] joints = Joint.values();
        double[] x = new double[joints.length];
        double[] y = new double[joints.length];
        double[] confidence = new double[joints.length];
        layout.fill(bodyX, bodyY, trust, x, y, confidence);
        for (Joint joint : joints) {
            int j = joint.ordinal();
            rows.put(frame, joint, x[j], y[j], confidence[j]);
        }
    }

    private static double trustInFlag(float flag) {
        if (flag == COCO_VISIBLE) {
            return 1;
        }
        return flag > 0 ? TRUST_IN_HIDDEN : 0;
    }

    /** Whether confidences are 0, 1 and 2, and 2 is among them. */
    private boolean hasCocoFlags() {
        boolean visible = false;
        for (List<Body> people : frames) {
            for (Body body : people) {
                for (float trust : body.confidence()) {
                    if (trust != 0 && trust != 1 && trust != COCO_VISIBLE) {
                        return false;
                    }
                    visible |= trust == COCO_VISIBLE;
                }
            }
        }
        return visible;
    }

    /** @return how many pixels one unit of x and of y has: 1, or the size of the picture where landmarks come in shares of it */
    private double[] pixelsPerUnit() throws RecordingRefused {
        if (!areShares()) {
            return new double[] {1, 1};
        }
        PictureSize size = options.pictureSize();
        if (size == null) {
            throw new RecordingRefused(
                    Reason.PICTURE_SIZE_NEEDED,
                    "These landmarks come in shares of the picture (0 to 1). Say how many pixels it has, for instance --width 1920 --height-px 1080 (picture_width=1920&picture_height=1080).");
        }
        return new double[] {size.width(), size.height()};
    }

    private boolean areShares() {
        long within = 0;
        long all = 0;
        for (List<Body> people : frames) {
            for (Body body : people) {
                for (int k = 0; k < body.x().length; k++) {
                    if (body.sees(k)) {
                        all++;
                        within += Math.abs(body.x()[k]) <= LARGEST_SHARE && Math.abs(body.y()[k]) <= LARGEST_SHARE
                                ? 1
                                : 0;
                    }
                }
            }
        }
        return within >= NEARLY_ALL * all;
    }

    private List<String> notes(WalkerOfFrames walker) {
        List<String> notes = new ArrayList<>();
        if (walker.others() > 0 && options.person() != null) {
            notes.add("Several people are in the recording; the one who was pointed at was followed.");
        } else if (walker.others() > 0) {
            notes.add(
                    "Several people are in the recording; the one who goes furthest was followed, or where nobody goes anywhere the one who is seen longest and largest.");
        }
        if (!layout.hasFeet()) {
            notes.add(
                    "The layout %s has no heels and toes: gait events come from the ankles, and ankle angles cannot be given."
                            .formatted(layout));
        }
        return notes;
    }
}
