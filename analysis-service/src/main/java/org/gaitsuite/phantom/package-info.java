/**
 * The phantom walker: a body whose every movement is known, rendered to video with its exact truth beside it. {@link
 * org.gaitsuite.phantom.PhantomWalk} is the door; the rest, from inside out: {@code BodyProportions} and {@code NormativeGait} (published
 * figures), {@code GaitTiming}, {@code FootShape}, {@code FootPath}, {@code PelvisPath} and {@code Walk} (the movement), {@code Camera},
 * {@code Figure}, {@code CapsulePainter}, {@code Room} and {@code FrameRenderer} (the picture), {@code PhantomTruth} (what is true of it).
 */
@NullMarked
package org.gaitsuite.phantom;

import org.jspecify.annotations.NullMarked;
