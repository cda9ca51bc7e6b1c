/// Who says so: OpenPGP signatures, lists of checksums, publishers and their keys.
@NullMarked
package org.selfsame.trust;

import org.jspecify.annotations.NullMarked;
