/// ISO 9660 (ECMA-119) with Rock Ridge (SUSP and RRIP 1.09 to 1.12), Joliet, El Torito, zisofs and AAIP: reading and
/// writing. Offsets are bytes from the start of the image unless a name says blocks.
@NullMarked
package org.selfsame.format.iso9660;

import org.jspecify.annotations.NullMarked;
