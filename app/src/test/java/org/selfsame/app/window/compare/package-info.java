@NullMarked
package org.selfsame.app.window.compare;

import org.jspecify.annotations.NullMarked;
