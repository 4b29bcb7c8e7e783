package org.gaitsuite.analysis;

import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.GaitResult;

/**
 * What an analysis found.
 *
 * @param gait in the walker's own time
 * @param source in the input's time
 * @param timeFactor seconds of the walker for one second of the input; 1 unless a video's frame rate was overridden
 * @param options how the walk was asked to be read
 */
public record AnalysisOutcome(GaitResult gait, Source source, double timeFactor, GaitOptions options) {}
