/// GVariant databases: compiled GSettings schemas, dconf, resources.
@NullMarked
package org.selfsame.format.gvdb;

import org.jspecify.annotations.NullMarked;
