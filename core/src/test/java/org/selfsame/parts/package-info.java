@NullMarked
package org.selfsame.parts;

import org.jspecify.annotations.NullMarked;
