package org.gaitsuite.video;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.jspecify.annotations.Nullable;

/** A way to compress pictures, with the encoders that can do it without a graphics card, best first. */
public enum VideoCodec {
    H264("mp4", "libx264,libopenh264"),
    /** The library's usual builds hold no encoder of it: ask {@link #canEncode()}. */
    HEVC("mp4", "libx265,libkvazaar"),
    VP9("webm", "libvpx-vp9"),
    AV1("mp4", "libaom-av1"),
    MJPEG("avi", "mjpeg"),
    MPEG4("mp4", "mpeg4");

    private final String container;
    private final String encoders;

    VideoCodec(String container, String encoders) {
        this.container = container;
        this.encoders = encoders;
    }

    /** FFmpeg's name of the container that this codec is put into where the file's name does not tell. */
    String container() {
        return container;
    }

    /** Whether the native library of this machine holds an encoder. */
    public boolean canEncode() {
        return encoder() != null;
    }

    @Nullable
    AVCodec encoder() {
        Ffmpeg.load();
        for (String name : encoders.split(",", -1)) {
            AVCodec found = avcodec_find_encoder_by_name(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
