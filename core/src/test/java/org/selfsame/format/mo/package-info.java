@NullMarked
package org.selfsame.format.mo;

import org.jspecify.annotations.NullMarked;
