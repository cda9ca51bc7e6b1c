@NullMarked
package org.selfsame.format.disk;

import org.jspecify.annotations.NullMarked;
