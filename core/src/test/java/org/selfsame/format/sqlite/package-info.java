@NullMarked
package org.selfsame.format.sqlite;

import org.jspecify.annotations.NullMarked;
