@NullMarked
package org.selfsame.format.ldcache;

import org.jspecify.annotations.NullMarked;
