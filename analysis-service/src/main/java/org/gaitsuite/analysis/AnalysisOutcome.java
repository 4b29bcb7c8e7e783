package org.gaitsuite.analysis;

import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.pose.PoseTrack;

/**
 * What an analysis found.
 *
 * @param gait in the walker's own time
 * @param pose in the video's time
 * @param timeFactor seconds of the walker for one second of the video; 1 unless the frame rate was overridden
 */
public record AnalysisOutcome(GaitResult gait, PoseTrack pose, double timeFactor) {}
