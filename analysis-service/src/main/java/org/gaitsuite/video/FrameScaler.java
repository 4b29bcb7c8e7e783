package org.gaitsuite.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
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

/**
 * Scales decoded pictures and converts them to upright BGR of one size, in one pass of the library and one copy. The picture that it
 * returns is reused. Not thread-safe.
 */
final class FrameScaler implements AutoCloseable {
    private static final int ROW_ALIGNMENT = 64;
    /** At this height and above, video without a colour matrix is taken for ITU-R BT.709, below it for BT.601, as players do. */
    private static final int HIGH_DEFINITION_LINES = 720;

    private static final int FIXED_POINT_ONE = 1 << 16;

    private final Orientation orientation;
    private final int scaledWidth;
    private final int scaledHeight;
    private final int stride;
    private final BytePointer target;
    private final PointerPointer<BytePointer> targetPlanes;
    private final IntPointer targetStrides;
    private final byte[] stored;
    private final byte[] upright;
    private @Nullable SwsContext context;
    private int sourceWidth;
    private int sourceHeight;
    private int sourceFormat;

    /** @param width of the upright pictures that come out */
    FrameScaler(Orientation orientation, int width, int height) {
        this.orientation = orientation;
        scaledWidth = orientation.swapsSides() ? height : width;
        scaledHeight = orientation.swapsSides() ? width : height;
        stride = (scaledWidth * 3 + ROW_ALIGNMENT - 1) / ROW_ALIGNMENT * ROW_ALIGNMENT;
        int bytes = Math.multiplyExact(stride, scaledHeight);
        // The library may write a few bytes past the last row's end.
        target = new BytePointer((long) bytes + ROW_ALIGNMENT);
        targetPlanes = new PointerPointer<BytePointer>(4).put(0, target);
        targetStrides = new IntPointer(stride, 0, 0, 0);
        stored = new byte[bytes];
        upright = new byte[width * height * 3];
    }

    /** @return the array that the next call overwrites */
    byte[] toUprightBgr(AVFrame frame) throws IOException {
        SwsContext scaler = contextFor(frame);
        int rows = sws_scale(scaler, frame.data(), frame.linesize(), 0, frame.height(), targetPlanes, targetStrides);
        Ffmpeg.check(rows, "converting a frame");
        target.position(0).get(stored);
        if (orientation.equals(Orientation.UPRIGHT)) {
            for (int y = 0; y < scaledHeight; y++) {
                System.arraycopy(stored, y * stride, upright, y * scaledWidth * 3, scaledWidth * 3);
            }
        } else {
            orientation.apply(stored, stride, 3, scaledWidth, scaledHeight, upright);
        }
        return upright;
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
        close(current);
        context = null;
        sourceWidth = frame.width();
        sourceHeight = frame.height();
        sourceFormat = frame.format();
        boolean shrinks = scaledWidth < sourceWidth || scaledHeight < sourceHeight;
        SwsContext created = sws_getContext(
                sourceWidth,
                sourceHeight,
                sourceFormat,
                scaledWidth,
                scaledHeight,
                AV_PIX_FMT_BGR24,
                shrinks ? SWS_AREA : SWS_BILINEAR,
                null,
                null,
                (DoublePointer) null);
        if (created == null) {
            throw new IOException(
                    "no conversion from pixel format %d at %d × %d".formatted(sourceFormat, sourceWidth, sourceHeight));
        }
        int matrix = frame.colorspace() != AVCOL_SPC_UNSPECIFIED
                ? frame.colorspace()
                : sourceHeight >= HIGH_DEFINITION_LINES ? SWS_CS_ITU709 : SWS_CS_ITU601;
        IntPointer coefficients = sws_getCoefficients(matrix);
        int fullRange = frame.color_range() == AVCOL_RANGE_JPEG ? 1 : 0;
        sws_setColorspaceDetails(
                created, coefficients, fullRange, coefficients, 1, 0, FIXED_POINT_ONE, FIXED_POINT_ONE);
        context = created;
        return created;
    }

    private static void close(@Nullable SwsContext open) {
        if (open != null) {
            sws_freeContext(open);
        }
    }

    @Override
    public void close() {
        close(context);
        context = null;
        targetPlanes.deallocate();
        targetStrides.deallocate();
        target.deallocate();
    }
}
