/// JSON texts, value by value.
@NullMarked
package org.selfsame.format.json;

import org.jspecify.annotations.NullMarked;
