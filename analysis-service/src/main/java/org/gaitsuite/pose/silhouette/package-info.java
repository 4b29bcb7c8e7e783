/**
 * A pose estimator without a network: the walker is what differs from the still background, and her legs are found by fitting one
 * articulated sagittal body to the whole walk at once. Static camera, side view, one walker. How it works and how well:
 * {@code docs/accuracy.md}.
 */
@NullMarked
package org.gaitsuite.pose.silhouette;

import org.jspecify.annotations.NullMarked;
