package org.gaitsuite.phantom;

import java.io.IOException;
import java.nio.file.Path;
import org.gaitsuite.video.VideoCodec;
import org.gaitsuite.video.VideoWriter;

/** Makes phantom walks. Everything here is deterministic and free of shared state, so calls may run side by side. */
public final class PhantomWalk {
    private PhantomWalk() {}

    /** What is true of a walk, without rendering it. */
    public static PhantomTruth truth(PhantomSettings settings) {
        return TruthRecorder.of(settings);
    }

    /**
     * Renders a walk frame by frame, without encoding.
     *
     * @throws IOException as the consumer does
     */
    public static void frames(PhantomSettings settings, FrameConsumer consumer) throws IOException {
        FrameRenderer renderer = new FrameRenderer(settings);
        byte[] bgr = new byte[settings.pictureWidth() * settings.pictureHeight() * 3];
        for (int i = 0; i < settings.frames(); i++) {
            renderer.render(i, bgr);
            consumer.accept(i, i / settings.frameRate(), bgr);
        }
    }

    /** Renders a walk to H.264 and writes its truth beside it: {@code walk.mp4} and {@code walk.truth.json}. */
    public static PhantomTruth render(PhantomSettings settings, Path mp4) throws IOException {
        return render(settings, mp4, VideoCodec.H264);
    }

    /** Likewise in another codec; the file's name chooses the container. */
    public static PhantomTruth render(PhantomSettings settings, Path video, VideoCodec codec) throws IOException {
        PhantomTruth truth = truth(settings);
        try (VideoWriter writer = VideoWriter.create(
                video, settings.pictureWidth(), settings.pictureHeight(), settings.frameRate(), codec)) {
            frames(settings, (index, time, bgr) -> writer.write(bgr));
        }
        TruthJson.write(truth, truthFile(video));
        return truth;
    }

    /** Where the truth of a video lies. */
    public static Path truthFile(Path video) {
        String name = video.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return video.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".truth.json");
    }
}
