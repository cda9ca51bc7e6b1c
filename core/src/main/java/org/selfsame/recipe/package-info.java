/// What to build: a commit of a Git repository, laid out as live-build or Tails do it.
@NullMarked
package org.selfsame.recipe;

import org.jspecify.annotations.NullMarked;
