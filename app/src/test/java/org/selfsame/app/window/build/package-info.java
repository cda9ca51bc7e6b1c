@NullMarked
package org.selfsame.app.window.build;

import org.jspecify.annotations.NullMarked;
