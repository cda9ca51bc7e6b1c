/// Two contents or trees → what differs, down to the last byte, and why.
@NullMarked
package org.selfsame.compare;

import org.jspecify.annotations.NullMarked;
