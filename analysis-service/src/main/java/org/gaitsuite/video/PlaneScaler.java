package org.gaitsuite.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Scales decoded pictures without converting their colours, and turns them upright. Not thread-safe. */
final class PlaneScaler implements AutoCloseable {
    private static final int ROW_ALIGNMENT = 64;
    private static final int FIXED_POINT_ONE = 1 << 16;

    private final Orientation orientation;
    private final int storedWidth;
    private final int storedHeight;
    private final Plane luma;
    private final Plane blueness;
    private final Plane redness;
    private final PointerPointer<BytePointer> targetPlanes;
    private final IntPointer targetStrides;
    private @Nullable SwsContext context;
    private int sourceWidth;
    private int sourceHeight;
    private int sourceFormat;

    /** @param width of the upright pictures that come out */
    PlaneScaler(Orientation orientation, int width, int height) {
        this.orientation = orientation;
        storedWidth = orientation.swapsSides() ? height : width;
        storedHeight = orientation.swapsSides() ? width : height;
        luma = new Plane(storedWidth, storedHeight);
        blueness = new Plane((storedWidth + 1) / 2, (storedHeight + 1) / 2);
        redness = new Plane((storedWidth + 1) / 2, (storedHeight + 1) / 2);
        targetPlanes = new PointerPointer<BytePointer>(4)
                .put(0, luma.target)
                .put(1, blueness.target)
                .put(2, redness.target);
        targetStrides = new IntPointer(luma.stride, blueness.stride, redness.stride, 0);
    }

    void scale(AVFrame frame, VideoPlanes into) throws IOException {
        SwsContext scaler = contextFor(frame);
        int rows = sws_scale(scaler, frame.data(), frame.linesize(), 0, frame.height(), targetPlanes, targetStrides);
        Ffmpeg.check(rows, "scaling a frame");
        luma.copy(orientation, into.luma());
        blueness.copy(orientation, into.blueness());
        redness.copy(orientation, into.redness());
    }

    /** A stream may change its size or format on the way; the pictures that come out stay as they are. */
    private SwsContext contextFor(AVFrame frame) throws IOException {
        SwsContext current = context;
        if (current != null
                && frame.width() == sourceWidth
                && frame.height() == sourceHeight
                && frame.format() == sourceFormat) {
            return current;
        }
        free();
        sourceWidth = frame.width();
        sourceHeight = frame.height();
        sourceFormat = frame.format();
        boolean shrinks = storedWidth < sourceWidth || storedHeight < sourceHeight;
        SwsContext created = sws_getContext(
                sourceWidth,
                sourceHeight,
                sourceFormat,
                storedWidth,
                storedHeight,
                AV_PIX_FMT_YUV420P,
                shrinks ? SWS_AREA : SWS_BILINEAR,
                null,
                null,
                (DoublePointer) null);
        if (created == null) {
            throw new IOException(
                    "no scaling of pixel format %d at %d × %d".formatted(sourceFormat, sourceWidth, sourceHeight));
        }
        // The same matrix on both sides leaves the colours alone; only the range is brought to that of video.
        IntPointer coefficients = sws_getCoefficients(SWS_CS_DEFAULT);
        int fullRange = frame.color_range() == AVCOL_RANGE_JPEG ? 1 : 0;
        sws_setColorspaceDetails(
                created, coefficients, fullRange, coefficients, 0, 0, FIXED_POINT_ONE, FIXED_POINT_ONE);
        context = created;
        return created;
    }

    private void free() {
        if (context != null) {
            sws_freeContext(context);
            context = null;
        }
    }

    @Override
    public void close() {
        free();
        targetPlanes.deallocate();
        targetStrides.deallocate();
        luma.target.deallocate();
        blueness.target.deallocate();
        redness.target.deallocate();
    }

    /** Where the library writes one of the three. */
    private static final class Plane {
        private final int width;
        private final int height;
        private final int stride;
        private final byte[] stored;
        private final BytePointer target;

        Plane(int width, int height) {
            this.width = width;
            this.height = height;
            stride = (width + ROW_ALIGNMENT - 1) / ROW_ALIGNMENT * ROW_ALIGNMENT;
            stored = new byte[Math.multiplyExact(stride, height)];
            // The library may write a few bytes past the last row's end.
            target = new BytePointer((long) stored.length + ROW_ALIGNMENT);
        }

        void copy(Orientation orientation, byte[] upright) {
            target.position(0).get(stored);
            if (orientation.equals(Orientation.UPRIGHT)) {
                for (int y = 0; y < height; y++) {
                    System.arraycopy(stored, y * stride, upright, y * width, width);
                }
            } else {
                orientation.apply(stored, stride, 1, width, height, upright);
            }
        }
    }
}
