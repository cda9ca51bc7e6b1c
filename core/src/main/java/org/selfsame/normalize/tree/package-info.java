/// Rules for the paths of a system: what Debian's packages leave in it that differs from build to build.
@NullMarked
package org.selfsame.normalize.tree;

import org.jspecify.annotations.NullMarked;
