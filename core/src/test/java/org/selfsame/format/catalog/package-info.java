@NullMarked
package org.selfsame.format.catalog;

import org.jspecify.annotations.NullMarked;
