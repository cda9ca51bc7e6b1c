/// What the tests of every module share: real tools as judges, trees, hostile bytes.
@NullMarked
package org.selfsame.testing;

import org.jspecify.annotations.NullMarked;
