@NullMarked
package org.selfsame.format.sfnt;

import org.jspecify.annotations.NullMarked;
