/// A tree of entries over content, and the layout: which bytes of a content are what.
@NullMarked
package org.selfsame.tree;

import org.jspecify.annotations.NullMarked;
