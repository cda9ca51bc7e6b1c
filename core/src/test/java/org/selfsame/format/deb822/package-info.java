@NullMarked
package org.selfsame.format.deb822;

import org.jspecify.annotations.NullMarked;
