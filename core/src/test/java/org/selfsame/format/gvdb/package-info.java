@NullMarked
package org.selfsame.format.gvdb;

import org.jspecify.annotations.NullMarked;
