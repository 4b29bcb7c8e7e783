package org.gaitsuite.analysis;

import org.gaitsuite.gait.ContactMethod;
import org.gaitsuite.gait.GaitResult;

/**
 * What an analysis found.
 *
 * @param gait in the walker's own time
 * @param source in the input's time
 * @param timeFactor seconds of the walker for one second of the input; 1 unless a video's frame rate was overridden
 * @param contacts by what contacts were asked to be found; a walk seen from the front has a way of its own
 */
public record AnalysisOutcome(GaitResult gait, Source source, double timeFactor, ContactMethod contacts) {}
