/// The store: files by their SHA-256, complete or not there, and verified whenever they are read.
@NullMarked
package org.selfsame.store;

import org.jspecify.annotations.NullMarked;
