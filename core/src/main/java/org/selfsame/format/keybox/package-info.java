/// Key boxes of GnuPG.
@NullMarked
package org.selfsame.format.keybox;

import org.jspecify.annotations.NullMarked;
