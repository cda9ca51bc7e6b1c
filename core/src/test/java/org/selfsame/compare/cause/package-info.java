/// Tests of the causes of differences.
@NullMarked
package org.selfsame.compare.cause;

import org.jspecify.annotations.NullMarked;
