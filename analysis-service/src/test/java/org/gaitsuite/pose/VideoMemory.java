package org.gaitsuite.pose;
final class VideoMemory { static void measure(BenchmarkClips clips) {} }
