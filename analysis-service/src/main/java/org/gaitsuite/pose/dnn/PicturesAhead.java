package org.gaitsuite.pose.dnn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import org.gaitsuite.person.Person;
import org.gaitsuite.video.VideoFrame;
import org.gaitsuite.video.VideoInfo;
import org.gaitsuite.video.VideoLimits;
import org.gaitsuite.video.VideoReader;
import org.gaitsuite.video.VideoRefused;
import org.jspecify.annotations.Nullable;

/**
 * A video that is decoded, and searched for people at intervals, by a thread of its own, a few pictures ahead of the one that takes them.
 * Their memory is reused, so that it does not grow with the video. Close it, on the thread that takes the pictures.
 */
final class PicturesAhead implements AutoCloseable {
    private static final int PICTURES = 6;
    private static final double SEARCHES_PER_SECOND = 4;

    /**
     * One picture.
     *
     * @param frame valid until the next picture is taken
     * @param seen everybody in it, in pixels of the frame; null where the picture was not searched
     */
    record Picture(VideoFrame frame, @Nullable List<Person> seen) {}

    /** What the decoding thread hands over: a picture, or the end with what caused it. */
    private record Handed(
            @Nullable Picture picture, @Nullable Throwable failure) {}

    private final VideoReader reader;
    private final @Nullable PersonFinder finder;
    private final BlockingQueue<Handed> ready = new ArrayBlockingQueue<>(PICTURES + 1);
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(PICTURES);
    private final Thread thread;
    private @Nullable Picture taken;

    private PicturesAhead(VideoReader reader, @Nullable PersonFinder finder) {
        this.reader = reader;
        this.finder = finder;
        for (int i = 0; i < PICTURES; i++) {
            free.add(new byte[0]);
        }
        this.thread = Thread.ofPlatform().name("pictures-ahead").unstarted(this::decode);
    }

    /** @param finder searches pictures, only on the decoding thread; null for none */
    static PicturesAhead open(Path video, VideoLimits limits, @Nullable PersonFinder finder)
            throws IOException, VideoRefused {
        PicturesAhead pictures = new PicturesAhead(VideoReader.open(video, limits), finder);
        pictures.thread.start();
        return pictures;
    }

    VideoInfo info() {
        return reader.info();
    }

    /** Pixels of the full-size picture per pixel of the frames. */
    double scale() {
        return reader.scale();
    }

    private void decode() {
        try {
            double due = 0;
            for (VideoFrame frame = reader.next(); frame != null; frame = reader.next()) {
                VideoFrame own = copy(frame, free.take());
                boolean searched = finder != null && frame.timeSeconds() >= due;
                if (searched) {
                    due = frame.timeSeconds() + 1 / SEARCHES_PER_SECOND;
                }
                List<Person> seen = finder != null && searched ? finder.find(own) : null;
                ready.put(new Handed(new Picture(own, seen), null));
            }
            ready.put(new Handed(null, null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Nobody takes pictures any more.
        } catch (IOException | VideoRefused | RuntimeException | Error e) {
            // There is always room: the queue has one place more than there are pictures.
            ready.add(new Handed(null, e));
        }
    }

    private static VideoFrame copy(VideoFrame frame, byte[] free) {
        byte[] bgr = free.length == frame.bgr().length ? free : new byte[frame.bgr().length];
        System.arraycopy(frame.bgr(), 0, bgr, 0, bgr.length);
        return new VideoFrame(frame.index(), frame.timeSeconds(), frame.width(), frame.height(), bgr);
    }

    /** The next picture, or null at the end. @throws VideoRefused as the reader does */
    @Nullable
    Picture next() throws IOException, VideoRefused {
        try {
            if (taken != null) {
                free.put(taken.frame().bgr());
                taken = null;
            }
            Handed handed = ready.take();
            if (handed.failure() != null) {
                rethrow(handed.failure());
            }
            taken = handed.picture();
            return taken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for a picture");
        }
    }

    private static void rethrow(Throwable failure) throws IOException, VideoRefused {
        switch (failure) {
            case IOException e -> throw e;
            case VideoRefused e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }

    /** Waits until the decoding thread has let go of the video. */
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
        reader.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
