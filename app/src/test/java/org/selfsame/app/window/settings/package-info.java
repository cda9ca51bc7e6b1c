@NullMarked
package org.selfsame.app.window.settings;

import org.jspecify.annotations.NullMarked;
