/// Finds the format of a content by its bytes. One package below this one for each format; they do not know each other.
@NullMarked
package org.selfsame.format;

import org.jspecify.annotations.NullMarked;
