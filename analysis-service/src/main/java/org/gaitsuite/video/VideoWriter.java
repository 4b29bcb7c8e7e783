package org.gaitsuite.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.IntPointer;

/**
 * Writes a video frame by frame. The file's name chooses the container ({@code .mp4}, {@code .mov}, {@code .webm}, {@code .mkv},
 * {@code .avi}), or the codec does. MP4 and MOV have their table of contents in front, so that browsers can play while they load.
 *
 * <p>The file is complete only after {@link #close()}. Not thread-safe.
 */
public final class VideoWriter implements AutoCloseable {
    private final VideoFormat format;
    private final AVFormatContext container;
    private final FrameEncoder encoder;
    private final AVStream stream;
    private final AVPacket packet = av_packet_alloc();
    private long frames;
    private long lastTimestamp = -1;
    private boolean closed;

    /** A video of constant frame rate at the default quality. */
    public static VideoWriter create(Path file, int width, int height, double frameRateHertz, VideoCodec codec)
            throws IOException {
        return create(file, VideoFormat.of(width, height, frameRateHertz, codec));
    }

    /** @throws IOException if the file cannot be written or no encoder of the codec exists here */
    public static VideoWriter create(Path file, VideoFormat format) throws IOException {
        Ffmpeg.load();
        String containerName = containerOf(file, format.codec());
        if (format.variableRate() && containerName.equals("avi")) {
            throw new IllegalArgumentException(
                    "AVI holds no timestamps: a variable frame rate needs another container");
        }
        AVFormatContext container = new AVFormatContext(null);
        Ffmpeg.check(
                avformat_alloc_output_context2(container, null, containerName, file.toString()),
                "preparing a file of type " + containerName);
        FrameEncoder encoder = null;
        try {
            encoder = new FrameEncoder(format, (container.oformat().flags() & AVFMT_GLOBALHEADER) != 0);
            return new VideoWriter(file, format, container, encoder);
        } catch (IOException | RuntimeException e) {
            if (encoder != null) {
                encoder.close();
            }
            free(container);
            throw e;
        }
    }

    private VideoWriter(Path file, VideoFormat format, AVFormatContext container, FrameEncoder encoder)
            throws IOException {
        this.format = format;
        this.container = container;
        this.encoder = encoder;
        this.stream = avformat_new_stream(container, null);
        stream.time_base(encoder.context().time_base());
        if (!format.variableRate()) {
            stream.avg_frame_rate(encoder.context().framerate());
        }
        Ffmpeg.check(avcodec_parameters_from_context(stream.codecpar(), encoder.context()), "describing the track");
        if (format.rotationDegrees() != 0) {
            writeOrientation(stream.codecpar(), new Orientation(format.rotationDegrees(), false));
        }
        AVIOContext output = new AVIOContext(null);
        Ffmpeg.check(avio_open(output, file.toString(), AVIO_FLAG_WRITE), "opening " + file);
        container.pb(output);
        AVDictionary options = new AVDictionary(null);
        try {
            av_dict_set(options, "movflags", "+faststart", 0);
            Ffmpeg.check(avformat_write_header(container, options), "writing the head of " + file);
        } finally {
            av_dict_free(options);
        }
    }

    private static void writeOrientation(AVCodecParameters parameters, Orientation orientation) throws IOException {
        int[] matrix = orientation.toDisplayMatrix();
        AVPacketSideData list = new AVPacketSideData(null);
        int[] count = {0};
        AVPacketSideData made = av_packet_side_data_new(
                list, count, AV_PKT_DATA_DISPLAYMATRIX, (long) matrix.length * Integer.BYTES, 0);
        if (made == null) {
            throw new IOException("no memory for the rotation of the video");
        }
        new IntPointer(made.data()).put(matrix);
        parameters.coded_side_data(list);
        parameters.nb_coded_side_data(count[0]);
    }

    private static String containerOf(Path file, VideoCodec codec) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "mp4", "m4v" -> "mp4";
            case "mov" -> "mov";
            case "webm" -> "webm";
            case "mkv" -> "matroska";
            case "avi" -> "avi";
            default -> codec.container();
        };
    }

    /**
     * Appends a frame at the constant rate.
     *
     * @param bgr height × width × 3 bytes, blue green red, rows without padding; may be reused afterwards
     */
    public void write(byte[] bgr) throws IOException {
        if (format.variableRate()) {
            throw new IllegalStateException("a video of variable frame rate needs the time of each frame");
        }
        append(bgr, frames);
    }

    /**
     * Appends a frame that is shown at {@code timeSeconds} from the beginning; times increase strictly.
     *
     * @param bgr as in {@link #write(byte[])}
     */
    public void write(byte[] bgr, double timeSeconds) throws IOException {
        if (!format.variableRate()) {
            throw new IllegalStateException("a video of constant frame rate takes no times");
        }
        append(bgr, Math.round(timeSeconds / Ffmpeg.number(encoder.context().time_base())));
    }

    private void append(byte[] bgr, long timestamp) throws IOException {
        if (closed) {
            throw new IllegalStateException("the video was closed");
        }
        if (bgr.length != format.width() * format.height() * 3) {
            throw new IllegalArgumentException(
                    "%d bytes are no picture of %d × %d".formatted(bgr.length, format.width(), format.height()));
        }
        if (timestamp <= lastTimestamp) {
            throw new IllegalArgumentException("frame %d does not come after its predecessor".formatted(frames));
        }
        encoder.send(bgr, timestamp);
        frames++;
        lastTimestamp = timestamp;
        writeFinishedPackets();
    }

    private void writeFinishedPackets() throws IOException {
        while (encoder.receive(packet)) {
            if (packet.duration() == 0 && !format.variableRate()) {
                packet.duration(1);
            }
            packet.stream_index(stream.index());
            av_packet_rescale_ts(packet, encoder.context().time_base(), stream.time_base());
            Ffmpeg.check(av_interleaved_write_frame(container, packet), "writing a frame");
        }
    }

    /** Finishes the file. @throws IOException if what was left could not be written */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            encoder.finish();
            writeFinishedPackets();
            Ffmpeg.check(av_write_trailer(container), "finishing the file");
        } finally {
            av_packet_free(packet);
            encoder.close();
            free(container);
        }
    }

    private static void free(AVFormatContext container) {
        AVIOContext output = container.pb();
        if (output != null && !output.isNull()) {
            container.pb(null);
            avio_closep(output);
        }
        avformat_free_context(container);
    }
}
