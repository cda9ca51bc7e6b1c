@NullMarked
package org.selfsame.apt;

import org.jspecify.annotations.NullMarked;
