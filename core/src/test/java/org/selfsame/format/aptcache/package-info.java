@NullMarked
package org.selfsame.format.aptcache;

import org.jspecify.annotations.NullMarked;
