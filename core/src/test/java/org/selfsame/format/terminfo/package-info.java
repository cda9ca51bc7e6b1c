@NullMarked
package org.selfsame.format.terminfo;

import org.jspecify.annotations.NullMarked;
