/// Rules for the bytes of one file, chosen by these bytes alone.
@NullMarked
package org.selfsame.normalize.content;

import org.jspecify.annotations.NullMarked;
