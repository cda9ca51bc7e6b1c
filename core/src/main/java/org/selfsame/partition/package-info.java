/// Partition tables as bytes: what a table says becomes the sectors that say it. Shared by the formats that have such
/// tables, which do not know each other.
@NullMarked
package org.selfsame.partition;

import org.jspecify.annotations.NullMarked;
