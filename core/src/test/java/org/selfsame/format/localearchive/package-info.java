@NullMarked
package org.selfsame.format.localearchive;

import org.jspecify.annotations.NullMarked;
