package org.gaitsuite.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
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

/** Turns the packets of a {@link Demuxer} into pictures, with two threads. Not thread-safe. */
final class FrameDecoder implements AutoCloseable {
    private static final int THREADS = 2;
    /** Decoders that may be used: those of phones, cameras and the programs that edit their files. */
    static final String CODECS =
            "h264,hevc,vp8,vp9,libdav1d,libaom-av1,av1,mjpeg,mpeg4,mpeg2video,mpeg1video,h263,prores,dvvideo,msmpeg4,"
                    + "msmpeg4v2,rawvideo,ffv1";

    private static final List<String> ALLOWED = Arrays.asList(CODECS.split(","));
    /** The native decoder of this name needs a graphics card; these do not. */
    private static final List<String> SOFTWARE_AV1 = List.of("libdav1d", "libaom-av1");

    private final Demuxer demuxer;
    private final AVCodecContext context;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private boolean drained;
    private int packets;
    private int failures;

    private FrameDecoder(Demuxer demuxer, AVCodecContext context) {
        this.demuxer = demuxer;
        this.context = context;
    }

    static FrameDecoder of(Demuxer demuxer, long maximumPixels) throws VideoRefused {
        AVCodec codec = decoderFor(demuxer.codec().codec_id());
        if (codec == null || !ALLOWED.contains(codec.name().getString())) {
            throw unsupported(demuxer);
        }
        AVCodecContext context = avcodec_alloc_context3(codec);
        avcodec_parameters_to_context(context, demuxer.codec());
        context.thread_count(THREADS);
        context.max_pixels(maximumPixels);
        if (avcodec_open2(context, codec, (AVDictionary) null) < 0) {
            avcodec_free_context(context);
            throw unsupported(demuxer);
        }
        return new FrameDecoder(demuxer, context);
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
        if (!demuxer.read(packet)) {
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
