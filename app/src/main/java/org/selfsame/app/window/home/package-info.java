/// The first screen, and what becomes of dropped files.
@NullMarked
package org.selfsame.app.window.home;

import org.jspecify.annotations.NullMarked;
