package org.gaitsuite.video;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_NONE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.gaitsuite.video.VideoRefused.Reason;

/**
 * Opens a container and reads the packets of its picture track. Only files are opened, and only by demuxers that read nothing but the
 * file they were given: playlists, {@code concat} and image sequences would let an upload name other files of the machine. Not
 * thread-safe.
 */
final class Demuxer implements AutoCloseable {
    /** Demuxers that may be used, by FFmpeg's names. */
    static final String CONTAINERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg";

    private final AVFormatContext context;
    private final AVStream stream;
    private final boolean alone;

    private Demuxer(AVFormatContext context, AVStream stream, boolean alone) {
        this.context = context;
        this.stream = stream;
        this.alone = alone;
    }

    /**
     * @param maximumPixels a picture with more is refused before anything of it is decoded
     * @throws VideoRefused if the file is no video, is incomplete as far as its boxes tell, or is too large
     */
    static Demuxer open(Path file, long maximumPixels) throws IOException, VideoRefused {
        Ffmpeg.load();
        FileHead head = FileHead.of(file);
        if (head.isEmpty()) {
            throw new VideoRefused(Reason.NOT_A_VIDEO, "The file is empty (0 bytes): please send the video again.");
        }
        if (head.isStillPicture()) {
            throw notAVideo(head);
        }
        if (head.startsAsIsoMedia()) {
            requireWhole(IsoBoxes.of(file));
        }
        AVFormatContext context = new AVFormatContext(null);
        AVDictionary options = new AVDictionary(null);
        try {
            av_dict_set(options, "protocol_whitelist", "file", 0);
            av_dict_set(options, "format_whitelist", CONTAINERS, 0);
            av_dict_set(options, "codec_whitelist", FrameDecoder.CODECS, 0);
            String url = "file:" + file.toAbsolutePath();
            if (avformat_open_input(context, url, null, options) < 0) {
                throw head.startsAsVideoContainer()
                        ? new VideoRefused(
                                Reason.TRUNCATED,
                                "The video file is incomplete or damaged at its beginning: please send it again.")
                        : notAVideo(head);
            }
        } finally {
            av_dict_free(options);
        }
        try {
            inspect(context, maximumPixels);
            return ofInspected(context);
        } catch (VideoRefused | IOException | RuntimeException e) {
            avformat_close_input(context);
            throw e;
        }
    }

    private static void requireWhole(IsoBoxes boxes) throws VideoRefused {
        if (!boxes.wholeMovieBox()) {
            throw new VideoRefused(
                    Reason.TRUNCATED,
                    "The video file is incomplete: its table of contents, which cameras write last, is missing."
                            + " Please copy the file from the camera again and send it once more.");
        }
        if (boxes.missingShare() > PictureStream.TOLERATED_LOSS) {
            throw new VideoRefused(
                    Reason.TRUNCATED,
                    "The video file breaks off: it has %.1f of the %.1f MB that it should have. Please send the whole file again."
                            .formatted(boxes.sizeBytes() / 1e6, boxes.announcedBytes() / 1e6));
        }
    }

    /** Lets the library read the beginning of each track, where the container does not tell all about it. */
    private static void inspect(AVFormatContext context, long maximumPixels) throws IOException, VideoRefused {
        int tracks = context.nb_streams();
        try (PointerPointer<AVDictionary> options = new PointerPointer<>(Math.max(1, tracks))) {
            for (int i = 0; i < tracks; i++) {
                AVStream each = context.streams(i);
                if (each.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO) {
                    requirePixels(each.codecpar().width(), each.codecpar().height(), maximumPixels);
                } else {
                    // The sound need not be decoded to learn about the pictures.
                    each.discard(AVDISCARD_ALL);
                }
                AVDictionary decoding = new AVDictionary(null);
                av_dict_set(decoding, "max_pixels", Long.toString(maximumPixels), 0);
                options.put(i, decoding);
            }
            int code = avformat_find_stream_info(context, options);
            for (int i = 0; i < tracks; i++) {
                AVDictionary unused = options.get(AVDictionary.class, i);
                if (unused != null) {
                    av_dict_free(unused);
                }
            }
            Ffmpeg.check(code, "reading the tracks of the video");
        }
    }

    private static Demuxer ofInspected(AVFormatContext context) throws VideoRefused {
        boolean sound = false;
        AVStream best = null;
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream each = context.streams(i);
            int type = each.codecpar().codec_type();
            sound |= type == AVMEDIA_TYPE_AUDIO;
            boolean pictures = type == AVMEDIA_TYPE_VIDEO && (each.disposition() & AV_DISPOSITION_ATTACHED_PIC) == 0;
            if (pictures && (best == null || pixels(each) > pixels(best))) {
                best = each;
            }
        }
        if (best == null) {
            throw sound
                    ? new VideoRefused(
                            Reason.NOT_A_VIDEO, "The file holds sound but no pictures: please send the video itself.")
                    : new VideoRefused(
                            Reason.NO_FRAMES,
                            "The video holds no pictures (0 frames): please record or export it again.");
        }
        for (int i = 0; i < context.nb_streams(); i++) {
            if (i != best.index()) {
                context.streams(i).discard(AVDISCARD_ALL);
            }
        }
        return new Demuxer(context, best, context.nb_streams() == 1);
    }

    private static long pixels(AVStream stream) {
        return (long) stream.codecpar().width() * stream.codecpar().height();
    }

    /** @throws VideoRefused if a picture of this size has more pixels than are accepted */
    static void requirePixels(int width, int height, long maximumPixels) throws VideoRefused {
        long pixels = (long) width * height;
        if (pixels > maximumPixels) {
            throw new VideoRefused(
                    Reason.TOO_LARGE,
                    "The picture is %d × %d pixels (%.1f million), more than the %.1f million that are accepted: please export it at 1080p."
                            .formatted(width, height, pixels / 1e6, maximumPixels / 1e6));
        }
    }

    private static VideoRefused notAVideo(FileHead head) {
        String kind = head.kind();
        return new VideoRefused(
                Reason.NOT_A_VIDEO,
                (kind == null
                                ? "This is not a video in a format that can be read"
                                : "This is " + kind + ", not a video")
                        + ": please send an MP4, MOV, WebM, MKV or AVI file.");
    }

    AVCodecParameters codec() {
        return stream.codecpar();
    }

    /** FFmpeg's short name, or the four letters that the container gives for a codec that FFmpeg does not know. */
    String codecName() {
        if (codec().codec_id() != AV_CODEC_ID_NONE) {
            return avcodec_get_name(codec().codec_id()).getString();
        }
        StringBuilder letters = new StringBuilder();
        for (int tag = codec().codec_tag(); tag != 0; tag >>>= Byte.SIZE) {
            int letter = tag & 0xff;
            letters.append(letter >= ' ' && letter < 0x7f ? (char) letter : '?');
        }
        return letters.isEmpty() ? "unknown" : letters.toString();
    }

    String containerName() {
        return context.iformat().name().getString();
    }

    /** Average frame rate in Hz as the container tells, else the rate its timestamps suggest, else 0. */
    double frameRateHertz() {
        double average = Ffmpeg.number(stream.avg_frame_rate());
        return average > 0 ? average : Ffmpeg.number(stream.r_frame_rate());
    }

    double tickSeconds() {
        return Ffmpeg.number(stream.time_base());
    }

    /** Width over height of one pixel, 1 where the container does not say or says nonsense. */
    double pixelAspect() {
        double ofStream = Ffmpeg.number(stream.sample_aspect_ratio());
        double aspect = ofStream > 0 ? ofStream : Ffmpeg.number(codec().sample_aspect_ratio());
        return aspect >= 0.1 && aspect <= 10 ? aspect : 1;
    }

    /** Declared seconds of the picture track, 0 where the container does not declare them. */
    double declaredSeconds() {
        if (context.duration_estimation_method() == AVFMT_DURATION_FROM_BITRATE) {
            return 0;
        }
        if (stream.duration() != AV_NOPTS_VALUE && stream.duration() > 0) {
            return stream.duration() * tickSeconds();
        }
        // The length of the whole file is that of its longest track, which may be the sound.
        return alone && context.duration() != AV_NOPTS_VALUE
                ? Math.max(0, (double) context.duration() / AV_TIME_BASE)
                : 0;
    }

    Orientation orientation() {
        AVPacketSideData side = av_packet_side_data_get(
                codec().coded_side_data(), codec().nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        int[] matrix = new int[9];
        if (side == null || side.size() < matrix.length * (long) Integer.BYTES) {
            return Orientation.UPRIGHT;
        }
        new IntPointer(side.data()).get(matrix);
        return Orientation.ofDisplayMatrix(matrix);
    }

    /** Reads the next packet of the picture track into {@code packet}; false at the end of what can be read. */
    boolean read(AVPacket packet) {
        while (av_read_frame(context, packet) >= 0) {
            if (packet.stream_index() == stream.index()) {
                return true;
            }
            av_packet_unref(packet);
        }
        return false;
    }

    @Override
    public void close() {
        avformat_close_input(context);
    }
}
