/// Stanzas of fields, as Debian's package lists have them.
@NullMarked
package org.selfsame.format.deb822;

import org.jspecify.annotations.NullMarked;
