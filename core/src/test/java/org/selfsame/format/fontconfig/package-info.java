@NullMarked
package org.selfsame.format.fontconfig;

import org.jspecify.annotations.NullMarked;
