/// Immutable, sized, random-access bytes (a file, a slice, a decompressed view) and digests of them.
@NullMarked
package org.selfsame.content;

import org.jspecify.annotations.NullMarked;
