/// The cache of shared-mime-info.
@NullMarked
package org.selfsame.format.mimecache;

import org.jspecify.annotations.NullMarked;
