/// Tests against xorriso, genisoimage and isoinfo, and against hostile bytes.
@NullMarked
package org.selfsame.format.iso9660;

import org.jspecify.annotations.NullMarked;
