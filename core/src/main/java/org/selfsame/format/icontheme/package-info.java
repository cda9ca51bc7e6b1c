/// Icon caches of GTK.
@NullMarked
package org.selfsame.format.icontheme;

import org.jspecify.annotations.NullMarked;
