/// Why two contents differ: the cause of each difference, proven by normalising both sides where that can be done, and
/// what they add up to.
@NullMarked
package org.selfsame.compare.cause;

import org.jspecify.annotations.NullMarked;
