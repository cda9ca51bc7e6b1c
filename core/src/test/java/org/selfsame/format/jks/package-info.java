@NullMarked
package org.selfsame.format.jks;

import org.jspecify.annotations.NullMarked;
