@NullMarked
package org.selfsame.format.accounts;

import org.jspecify.annotations.NullMarked;
