@NullMarked
package org.selfsame.format.pyc;

import org.jspecify.annotations.NullMarked;
