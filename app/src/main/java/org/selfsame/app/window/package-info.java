/// The window: one of the two front doors to the engine. A package a screen, wired by constructors in [Wiring].
@NullMarked
package org.selfsame.app.window;

import org.jspecify.annotations.NullMarked;
