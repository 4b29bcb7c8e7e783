package org.gaitsuite.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.person.OtherPerson;
import org.gaitsuite.video.VideoCodec;
import org.gaitsuite.video.VideoFormat;
import org.gaitsuite.video.VideoFrame;
import org.gaitsuite.video.VideoInfo;
import org.gaitsuite.video.VideoLimits;
import org.gaitsuite.video.VideoReader;
import org.gaitsuite.video.VideoRefused;
import org.gaitsuite.video.VideoWriter;
import org.jspecify.annotations.Nullable;

/**
 * Draws what was measured over what was filmed: {@code overlay.mp4}, the whole video with the same times as the input; {@code overlay.png},
 * its picture at the heel strike at which the legs are seen best; {@code contact-sheet.png}, the moments of the events side by side. The
 * video is decoded once for all.
 */
final class Overlay {
    /** More lines than a contact sheet needs of any walker who is seen as a whole. */
    private static final int MOST_LINES = 1080;

    private Overlay() {}

    /**
     * @param result in the walker's time
     * @param skeleton in pixels of the full-size picture and in the video's time
     * @param timeFactor seconds of the walker for one second of the video
     * @param progress told 0..1
     */
    static void write(
            Path folder,
            Path video,
            GaitResult result,
            SkeletonOverTime skeleton,
            double timeFactor,
            List<OtherPerson> others,
            DoubleConsumer progress)
            throws IOException {
        VideoInfo info = probe(video);
        WalkInVideo walk = new WalkInVideo(result, skeleton, timeFactor, others, info.frameRateHertz());
        OverlaySize size = OverlaySize.of(info, walk);
        Lettering letters = new Lettering();
        OverlayDrawing drawing = new OverlayDrawing(walk, size, (double) size.height() / info.height(), letters);
        VideoFormat format = VideoFormat.of(size.width(), size.height() + size.panel(), rateOf(info), VideoCodec.H264)
                .withVariableRate();
        try (ContactSheet sheet = new ContactSheet(walk, info.frameRateHertz() / timeFactor);
                VideoReader reader = open(video, linesFor(size, sheet, info));
                VideoWriter writer = VideoWriter.create(folder.resolve("overlay.mp4"), format);
                Picture picture = new Picture(size.width(), size.height() + size.panel(), Ink.BLACK)) {
            double stillAt = drawing.clearestTime() - walk.skeleton().halfFrame();
            boolean still = false;
            byte[] out = new byte[picture.width() * picture.height() * 3];
            for (VideoFrame frame = next(reader); frame != null; frame = next(reader)) {
                double time = frame.timeSeconds();
                try (Picture decoded = new Picture(frame.bgr(), frame.width(), frame.height())) {
                    sheet.offer(decoded, time, walk.skeleton().frameAt(time), Placement.whole(1 / reader.scale()));
                    picture.fit(decoded, size.width(), size.height());
                }
                drawing.draw(picture, time);
                if (!still && time >= stillAt) {
                    picture.writePng(folder.resolve("overlay.png"));
                    still = true;
                }
                picture.copyTo(out);
                writer.write(out, time);
                progress.accept(info.durationSeconds() > 0 ? Math.min(1, time / info.durationSeconds()) : 0);
            }
            if (!still) {
                throw new IOException("the video ends before the heel strike at %.3f s".formatted(stillAt));
            }
            sheet.write(folder.resolve("contact-sheet.png"), letters);
        }
    }

    /** As many lines as the overlay shows, or as the contact sheet's cut-outs have use for. */
    private static int linesFor(OverlaySize size, ContactSheet sheet, VideoInfo info) {
        int ofUse = (int) Math.round(info.height() / sheet.pixelsPerPixel());
        return Math.max(size.height(), Math.min(MOST_LINES, ofUse));
    }

    private static double rateOf(VideoInfo info) {
        return Math.clamp(info.frameRateHertz(), 1, 1000);
    }

    private static VideoInfo probe(Path video) throws IOException {
        try {
            return VideoReader.probe(video);
        } catch (VideoRefused e) {
            throw new IOException("the video that was analysed can no longer be read", e);
        }
    }

    private static VideoReader open(Path video, int height) throws IOException {
        try {
            return VideoReader.open(video, new VideoLimits(1e9, Long.MAX_VALUE, height));
        } catch (VideoRefused e) {
            throw new IOException("the video that was analysed can no longer be read", e);
        }
    }

    /** A video whose end is damaged was analysed up to there, and is drawn up to there. */
    private static @Nullable VideoFrame next(VideoReader reader) throws IOException {
        try {
            return reader.next();
        } catch (VideoRefused e) {
            return null;
        }
    }
}
