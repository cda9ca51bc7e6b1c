@NullMarked
package org.selfsame.normalize;

import org.jspecify.annotations.NullMarked;
