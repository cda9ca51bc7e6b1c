@NullMarked
package org.selfsame.normalize.tree;

import org.jspecify.annotations.NullMarked;
