@NullMarked
package org.selfsame.codec;

import org.jspecify.annotations.NullMarked;
