@NullMarked
package org.selfsame.app.window.verify;

import org.jspecify.annotations.NullMarked;
