/// A recipe and its lock made into images, step by step, with a record of what was done.
@NullMarked
package org.selfsame.build;

import org.jspecify.annotations.NullMarked;
