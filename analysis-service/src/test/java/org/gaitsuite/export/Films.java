package org.gaitsuite.export;

import java.util.List;
import org.gaitsuite.gait.GaitAnalyzer;
import org.gaitsuite.gait.GaitCurve;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.gait.Subject;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.phantom.PhantomWalk;
import org.gaitsuite.video.VideoInfo;

/** Phantoms as they are drawn over: what is known of a walk, and empty pictures to draw it on. */
final class Films {
    static final Ink FLOOR = new Ink(128, 128, 128);

    private Films() {}

    /** @param seen landmarks in the picture */
    record Film(PhantomSettings settings, SkeletonOverTime seen, GaitResult result) {
        static Film of(PhantomSettings settings) throws NoWalkFound {
            SkeletonOverTime seen = PhantomWalk.truth(settings).pixels();
            return new Film(settings, seen, GaitAnalyzer.analyze(seen, Subject.ofHeight(1.75), GaitOptions.DEFAULT));
        }

        VideoInfo info() {
            return new VideoInfo(
                    settings.pictureWidth(),
                    settings.pictureHeight(),
                    settings.frameRate(),
                    settings.duration(),
                    "h264",
                    "mov",
                    0);
        }

        WalkInVideo walk() {
            return new WalkInVideo(result, seen, 1, List.of(), settings.frameRate());
        }

        Film with(GaitResult other) {
            return new Film(settings, seen, other);
        }

        /** The whole overlay at a time, over an empty floor. */
        Picture drawnAt(double timeSeconds) {
            OverlaySize size = OverlaySize.of(info(), walk());
            Picture picture = new Picture(size.width(), size.height() + size.panel(), FLOOR);
            double scale = (double) size.height() / settings.pictureHeight();
            new OverlayDrawing(walk(), size, scale, new Lettering()).draw(picture, timeSeconds);
            return picture;
        }
    }

    static GaitResult withEvents(GaitResult of, List<GaitEvent> events) {
        return new GaitResult(
                of.view(), of.direction(), of.bouts(), events, of.parameters(), of.curves(), of.quality(), of.walk());
    }

    static GaitResult withCurves(GaitResult of, List<GaitCurve> curves) {
        return new GaitResult(
                of.view(), of.direction(), of.bouts(), of.events(), of.parameters(), curves, of.quality(), of.walk());
    }

    static int count(Picture picture, Box area, Ink ink) {
        int count = 0;
        for (int y = Math.max(0, (int) area.top()); y < Math.min(picture.height(), area.bottom()); y++) {
            for (int x = Math.max(0, (int) area.left()); x < Math.min(picture.width(), area.right()); x++) {
                count += picture.at(x, y).equals(ink) ? 1 : 0;
            }
        }
        return count;
    }

    static int difference(Ink a, Ink b) {
        return Math.abs(a.red() - b.red()) + Math.abs(a.green() - b.green()) + Math.abs(a.blue() - b.blue());
    }
}
