/// Programs of the host, run as children: the only door through which the engine starts anything.
@NullMarked
package org.selfsame.process;

import org.jspecify.annotations.NullMarked;
