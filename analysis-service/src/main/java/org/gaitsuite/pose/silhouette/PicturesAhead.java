package org.gaitsuite.pose.silhouette;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import org.gaitsuite.video.PictureChoice;
import org.gaitsuite.video.PlaneReader;
import org.gaitsuite.video.VideoInfo;
import org.gaitsuite.video.VideoLimits;
import org.gaitsuite.video.VideoPlanes;
import org.gaitsuite.video.VideoRefused;
import org.jspecify.annotations.Nullable;

/**
 * All pictures of a video, decoded and scaled in a thread of its own while others are looked at; it is never more than a few pictures
 * ahead, whose memory is used again and again. Closing it waits for the thread.
 */
final class PicturesAhead implements AutoCloseable {
    private static final int BUFFERS = 3;

    /** What the thread hands over. */
    sealed interface Handed {}

    /** A picture, which the next call overwrites. */
    record Picture(double timeSeconds, VideoPlanes planes) implements Handed {}

    private record End(@Nullable Throwable cause) implements Handed {}

    private final PlaneReader reader;
    private final Thread thread;
    private final BlockingQueue<VideoPlanes> free = new ArrayBlockingQueue<>(BUFFERS);
    private final BlockingQueue<Handed> ready = new ArrayBlockingQueue<>(BUFFERS + 1);
    private @Nullable VideoPlanes lent;

    private PicturesAhead(PlaneReader reader) {
        this.reader = reader;
        for (int i = 0; i < BUFFERS; i++) {
            free.add(new VideoPlanes(reader.width(), reader.height()));
        }
        thread = Thread.ofPlatform().name("decoding").daemon().unstarted(this::decode);
    }

    /** @param threads that decode, besides the one that scales */
    static PicturesAhead open(Path video, VideoLimits limits, int threads) throws IOException, VideoRefused {
        PicturesAhead pictures = new PicturesAhead(PlaneReader.open(video, limits, PictureChoice.ALL, threads));
        pictures.thread.start();
        return pictures;
    }

    VideoInfo info() {
        return reader.info();
    }

    int width() {
        return reader.width();
    }

    int height() {
        return reader.height();
    }

    /** Full-size pixels per decoded pixel. */
    double scale() {
        return reader.scale();
    }

    /** The next picture or null at the end; the one before may be overwritten from now on. */
    @Nullable
    Picture next() throws IOException, VideoRefused {
        if (lent != null) {
            free.add(lent);
            lent = null;
        }
        Handed handed;
        try {
            handed = ready.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for a picture");
        }
        return switch (handed) {
            case Picture picture -> {
                lent = picture.planes();
                yield picture;
            }
            case End end -> {
                ready.add(end);
                rethrow(end.cause());
                yield null;
            }
        };
    }

    private static void rethrow(@Nullable Throwable cause) throws IOException, VideoRefused {
        switch (cause) {
            case null -> {}
            case IOException e -> throw e;
            case VideoRefused e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(cause);
        }
    }

    private void decode() {
        try (reader) {
            while (reader.next()) {
                VideoPlanes planes = free.take();
                reader.read(planes);
                ready.put(new Picture(reader.timeSeconds(), planes));
            }
            ready.put(new End(null));
        } catch (InterruptedException e) {
            ready.clear(); // Nobody waits any more.
        } catch (IOException | VideoRefused | RuntimeException | Error e) {
            ready.add(new End(e));
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
