/// Portable Network Graphics.
@NullMarked
package org.selfsame.format.png;

import org.jspecify.annotations.NullMarked;
