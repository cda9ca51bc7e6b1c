@NullMarked
package org.selfsame.format.pe;

import org.jspecify.annotations.NullMarked;
