/// A running operation as seen from outside: its progress, its cancellation, what it is doing.
@NullMarked
package org.selfsame.task;

import org.jspecify.annotations.NullMarked;
