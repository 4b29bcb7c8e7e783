@NullMarked
package org.gaitsuite.deploy.images;

import org.jspecify.annotations.NullMarked;
