/// Lists of checksums: `SHA256SUMS` and its relatives.
@NullMarked
package org.selfsame.trust.checksum;

import org.jspecify.annotations.NullMarked;
