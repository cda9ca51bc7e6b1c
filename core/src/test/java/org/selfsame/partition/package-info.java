@NullMarked
package org.selfsame.partition;

import org.jspecify.annotations.NullMarked;
