/** Container images of the services, made without a container engine. */
@NullMarked
package org.gaitsuite.deploy.images;

import org.jspecify.annotations.NullMarked;
