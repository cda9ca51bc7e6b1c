/// Tests of the comparison.
@NullMarked
package org.selfsame.compare;

import org.jspecify.annotations.NullMarked;
