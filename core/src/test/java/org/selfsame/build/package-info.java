@NullMarked
package org.selfsame.build;

import org.jspecify.annotations.NullMarked;
