/// Drives the window without a display, and takes its pictures.
@NullMarked
package org.selfsame.app.window;

import org.jspecify.annotations.NullMarked;
