/// A difference → the lines or bytes that differ, for people to look at. Made when it is asked for, and bounded.
@NullMarked
package org.selfsame.compare.detail;

import org.jspecify.annotations.NullMarked;
