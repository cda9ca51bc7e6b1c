@NullMarked
package org.selfsame.normalize.content;

import org.jspecify.annotations.NullMarked;
