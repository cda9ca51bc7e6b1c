@NullMarked
package org.selfsame.store;

import org.jspecify.annotations.NullMarked;
