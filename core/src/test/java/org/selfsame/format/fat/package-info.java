@NullMarked
package org.selfsame.format.fat;

import org.jspecify.annotations.NullMarked;
