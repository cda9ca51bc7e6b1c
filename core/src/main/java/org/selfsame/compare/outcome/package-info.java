/// What was found, what was asked for and what was to be ignored → the answer.
@NullMarked
package org.selfsame.compare.outcome;

import org.jspecify.annotations.NullMarked;
