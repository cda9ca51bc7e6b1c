@NullMarked
package org.selfsame.format;

import org.jspecify.annotations.NullMarked;
