/// Tests of what is packed, and when and how it is written.
@NullMarked
package org.selfsame.pack;

import org.jspecify.annotations.NullMarked;
