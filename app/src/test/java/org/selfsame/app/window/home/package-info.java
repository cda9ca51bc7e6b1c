@NullMarked
package org.selfsame.app.window.home;

import org.jspecify.annotations.NullMarked;
