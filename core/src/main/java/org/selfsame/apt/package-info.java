/// Archives of Debian packages: what they offer, what a lock pins of it, and the proof that it is what was published.
@NullMarked
package org.selfsame.apt;

import org.jspecify.annotations.NullMarked;
