@NullMarked
package org.selfsame.format.openpgp;

import org.jspecify.annotations.NullMarked;
