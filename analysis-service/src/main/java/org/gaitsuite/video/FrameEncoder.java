package org.gaitsuite.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_d2q;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Compresses BGR pictures into packets, with two threads where the encoder has them. Not thread-safe. */
final class FrameEncoder implements AutoCloseable {
    private static final int THREADS = 2;
    /** Fine enough for every usual frame rate, and within the 65535 that MPEG-4 allows. */
    private static final int VARIABLE_RATE_TICKS_PER_SECOND = 60_000;

    private static final int LARGEST_DENOMINATOR = 60_000;
    /** JPEG quantiser of 2 (best) to 31. */
    private static final int JPEG_QUANTISER = 3;

    private final AVCodecContext context;
    private final AVFrame frame;
    private final SwsContext converter;
    private final BytePointer source;
    private final PointerPointer<BytePointer> sourcePlanes;
    private final IntPointer sourceStrides;

    FrameEncoder(VideoFormat format, boolean globalHeader) throws IOException {
        AVCodec codec = format.codec().encoder();
        if (codec == null) {
            throw new IOException("this build of FFmpeg holds no encoder for " + format.codec());
        }
        boolean jpeg = format.codec() == VideoCodec.MJPEG;
        context = avcodec_alloc_context3(codec);
        context.width(format.width());
        context.height(format.height());
        context.pix_fmt(jpeg ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P);
        context.colorspace(AVCOL_SPC_SMPTE170M);
        context.color_range(jpeg ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG);
        setRates(format);
        context.thread_count(THREADS);
        if (globalHeader) {
            context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        open(codec, format);
        frame = av_frame_alloc();
        frame.format(context.pix_fmt());
        frame.width(format.width());
        frame.height(format.height());
        Ffmpeg.check(av_frame_get_buffer(frame, 0), "allocating a picture");
        converter = sws_getContext(
                format.width(),
                format.height(),
                AV_PIX_FMT_BGR24,
                format.width(),
                format.height(),
                context.pix_fmt(),
                SWS_BICUBIC | SWS_ACCURATE_RND,
                null,
                null,
                (DoublePointer) null);
        source = new BytePointer((long) format.width() * format.height() * 3);
        sourcePlanes = new PointerPointer<BytePointer>(4).put(0, source);
        sourceStrides = new IntPointer(format.width() * 3, 0, 0, 0);
    }

    private void setRates(VideoFormat format) {
        try (AVRational rate = av_d2q(format.frameRateHertz(), LARGEST_DENOMINATOR)) {
            context.framerate().num(rate.num()).den(rate.den());
            context.time_base().num(rate.den()).den(rate.num());
        }
        if (format.variableRate()) {
            context.time_base().num(1).den(VARIABLE_RATE_TICKS_PER_SECOND);
        }
        context.bit_rate(format.effectiveBitsPerSecond());
        context.gop_size((int) Math.max(1, Math.round(format.frameRateHertz())));
        context.max_b_frames(0);
    }

    private void open(AVCodec codec, VideoFormat format) throws IOException {
        AVDictionary options = new AVDictionary(null);
        try {
            switch (format.codec()) {
                case H264 -> {
                    av_dict_set(options, "rc_mode", "bitrate", 0);
                    av_dict_set(options, "allow_skip_frames", "0", 0);
                }
                case VP9 -> {
                    av_dict_set(options, "deadline", "realtime", 0);
                    av_dict_set(options, "cpu-used", "6", 0);
                    av_dict_set(options, "row-mt", "1", 0);
                }
                case AV1 -> {
                    av_dict_set(options, "cpu-used", "8", 0);
                }
                case MJPEG -> {
                    context.flags(context.flags() | AV_CODEC_FLAG_QSCALE);
                    context.global_quality(FF_QP2LAMBDA * JPEG_QUANTISER);
                }
                case HEVC, MPEG4 -> {
                    // the bit rate says it all
                }
            }
            int code = avcodec_open2(context, codec, options);
            if (code < 0) {
                avcodec_free_context(context);
                Ffmpeg.check(code, "opening the encoder of " + format.codec());
            }
        } finally {
            av_dict_free(options);
        }
    }

    AVCodecContext context() {
        return context;
    }

    /** @param timestamp in ticks of the encoder's time base */
    void send(byte[] bgr, long timestamp) throws IOException {
        Ffmpeg.check(av_frame_make_writable(frame), "allocating a picture");
        source.position(0).put(bgr, 0, bgr.length);
        Ffmpeg.check(
                sws_scale(converter, sourcePlanes, sourceStrides, 0, frame.height(), frame.data(), frame.linesize()),
                "converting a picture");
        frame.pts(timestamp);
        frame.quality(context.global_quality());
        Ffmpeg.check(avcodec_send_frame(context, frame), "encoding a picture");
    }

    void finish() throws IOException {
        Ffmpeg.check(avcodec_send_frame(context, (AVFrame) null), "finishing the video");
    }

    /** Fetches a finished packet; false where the encoder wants more pictures or is done. */
    boolean receive(AVPacket packet) throws IOException {
        int code = avcodec_receive_packet(context, packet);
        if (code == AVERROR_EAGAIN() || code == AVERROR_EOF) {
            return false;
        }
        Ffmpeg.check(code, "encoding a picture");
        return true;
    }

    @Override
    public void close() {
        sws_freeContext(converter);
        av_frame_free(frame);
        avcodec_free_context(context);
        sourcePlanes.deallocate();
        sourceStrides.deallocate();
        source.deallocate();
    }
}
