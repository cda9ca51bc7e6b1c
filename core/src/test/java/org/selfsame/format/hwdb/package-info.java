@NullMarked
package org.selfsame.format.hwdb;

import org.jspecify.annotations.NullMarked;
