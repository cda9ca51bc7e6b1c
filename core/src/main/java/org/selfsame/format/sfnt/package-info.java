/// TrueType and OpenType fonts.
@NullMarked
package org.selfsame.format.sfnt;

import org.jspecify.annotations.NullMarked;
