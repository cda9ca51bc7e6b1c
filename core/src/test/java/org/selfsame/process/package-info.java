@NullMarked
package org.selfsame.process;

import org.jspecify.annotations.NullMarked;
