/// Writing the entries of a tree to a directory of the host, with as much of their metadata as the host can keep.
@NullMarked
package org.selfsame.host;

import org.jspecify.annotations.NullMarked;
