/// The archive of compiled locales of the GNU C library.
@NullMarked
package org.selfsame.format.localearchive;

import org.jspecify.annotations.NullMarked;
