/** Pose networks that are described by a file beside the model: BlazePose and MoveNet through TFLite, others through ONNX. */
@NullMarked
package org.gaitsuite.pose.dnn;

import org.jspecify.annotations.NullMarked;
