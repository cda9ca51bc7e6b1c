/// Partition tables: MBR, GPT and Apple partition map, each alone or together as hybrid images carry them.
@NullMarked
package org.selfsame.format.disk;

import org.jspecify.annotations.NullMarked;
