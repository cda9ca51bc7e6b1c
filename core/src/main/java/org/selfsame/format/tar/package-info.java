/// tar archives in the forms of V7, ustar, pax and GNU.
@NullMarked
package org.selfsame.format.tar;

import org.jspecify.annotations.NullMarked;
