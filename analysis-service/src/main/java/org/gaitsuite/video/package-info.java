/** Decoding frames with their timestamps, rotation and limits; encoding. Knows only FFmpeg. */
@NullMarked
package org.gaitsuite.video;

import org.jspecify.annotations.NullMarked;
