package org.gaitsuite.video;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_NONREF;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.gaitsuite.video.VideoRefused.Reason;
import org.jspecify.annotations.Nullable;

/** Turns the packets of a {@link Demuxer} into pictures. Not thread-safe. */
final class FrameDecoder implements AutoCloseable {
    /** With {@link PictureChoice#KEYS}, where the container says how long it is. */
    static final int MOST_KEY_PICTURES = 44;

    /** Between key pictures, where it does not. */
    private static final double USUAL_SPACING_SECONDS = 0.5;

    /** Decoders that may be used: those of phones, cameras and the programs that edit their files. */
    static final String CODECS =
            "h264,hevc,vp8,vp9,libdav1d,libaom-av1,av1,mjpeg,mpeg4,mpeg2video,mpeg1video,h263,prores,dvvideo,msmpeg4,"
                    + "msmpeg4v2,rawvideo,ffv1";

    private static final List<String> ALLOWED = Arrays.asList(CODECS.split(","));
    /** The native decoder of this name needs a graphics card; these do not. */
    private static final List<String> SOFTWARE_AV1 = List.of("libdav1d", "libaom-av1");

    private final Demuxer demuxer;
    private final AVCodecContext context;
    private final boolean keysOnly;
    private final double spacingTicks;
    private long lastKey = Long.MIN_VALUE;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private boolean drained;
    private int packets;
    private int failures;

    private FrameDecoder(Demuxer demuxer, AVCodecContext context, boolean keysOnly) {
        this.demuxer = demuxer;
        this.context = context;
        this.keysOnly = keysOnly;
        double declared = demuxer.declaredSeconds();
        double spacing = declared > 0 ? declared / MOST_KEY_PICTURES : USUAL_SPACING_SECONDS;
        this.spacingTicks = spacing / demuxer.tickSeconds();
    }

    /** @param threads that decode */
    static FrameDecoder of(Demuxer demuxer, long maximumPixels, PictureChoice choice, int threads) throws VideoRefused {
        AVCodec codec = decoderFor(demuxer.codec().codec_id());
        if (codec == null || !ALLOWED.contains(codec.name().getString())) {
            throw unsupported(demuxer);
        }
        AVCodecContext context = avcodec_alloc_context3(codec);
        avcodec_parameters_to_context(context, demuxer.codec());
        context.thread_count(threads);
        if (choice == PictureChoice.REFERENCES) {
            context.skip_frame(AVDISCARD_NONREF);
        }
        context.max_pixels(maximumPixels);
        if (avcodec_open2(context, codec, (AVDictionary) null) < 0) {
            avcodec_free_context(context);
            throw unsupported(demuxer);
        }
        return new FrameDecoder(demuxer, context, choice == PictureChoice.KEYS);
    }

    private static @Nullable AVCodec decoderFor(int codec) {
        if (codec != AV_CODEC_ID_AV1) {
            return avcodec_find_decoder(codec);
        }
        for (String name : SOFTWARE_AV1) {
            AVCodec found = avcodec_find_decoder_by_name(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static VideoRefused unsupported(Demuxer demuxer) {
        return new VideoRefused(
                Reason.UNSUPPORTED_CODEC,
                ("The video is compressed in a way that cannot be read here (%s): please export it as H.264 in an MP4 file,"
                                + " which every phone and editing program offers.")
                        .formatted(demuxer.codecName()));
    }

    /**
     * The next picture, or null at the end. It belongs to the decoder and is overwritten by the next call. A packet that cannot be
     * decoded is counted and passed over.
     */
    @Nullable
    AVFrame next() {
        while (true) {
            int code = avcodec_receive_frame(context, frame);
            if (code >= 0) {
                return frame;
            }
            if (code == AVERROR_EOF) {
                return null;
            }
            if (code != AVERROR_EAGAIN()) {
                failures++;
            } else if (drained) {
                return null;
            } else {
                feed();
            }
        }
    }

    private void feed() {
        if (!read()) {
            drained = true;
            avcodec_send_packet(context, null);
            return;
        }
        packets++;
        if (avcodec_send_packet(context, packet) < 0) {
            failures++;
        }
        av_packet_unref(packet);
    }

    private boolean read() {
        while (demuxer.read(packet)) {
            if (!keysOnly || isWantedKey()) {
                return true;
            }
            av_packet_unref(packet);
        }
        return false;
    }

    private boolean isWantedKey() {
        if ((packet.flags() & AV_PKT_FLAG_KEY) == 0) {
            return false;
        }
        long at = packet.dts() == AV_NOPTS_VALUE ? packet.pts() : packet.dts();
        boolean wanted = at == AV_NOPTS_VALUE || lastKey == Long.MIN_VALUE || at - lastKey >= spacingTicks;
        lastKey = wanted ? at : lastKey;
        return wanted;
    }

    int packets() {
        return packets;
    }

    /** Packets that could not be decoded. */
    int failures() {
        return failures;
    }

    @Override
    public void close() {
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(context);
    }
}
