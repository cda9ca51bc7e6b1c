/// The words that people read, from one bundle, for each state that the engine can name.
@NullMarked
package org.selfsame.words;

import org.jspecify.annotations.NullMarked;
