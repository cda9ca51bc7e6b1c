/// Caches of the dynamic linker: ld.so.cache and ldconfig's aux-cache.
@NullMarked
package org.selfsame.format.ldcache;

import org.jspecify.annotations.NullMarked;
