/// Rules that turn a tree, or one file, into what every build should have made: each says what it changed, and proves
/// that it changed nothing else.
@NullMarked
package org.selfsame.normalize;

import org.jspecify.annotations.NullMarked;
