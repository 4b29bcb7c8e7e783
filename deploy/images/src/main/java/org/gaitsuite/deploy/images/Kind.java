package org.gaitsuite.deploy.images;

/** What an image runs. */
enum Kind {
    NATIVE,
    JVM
}
