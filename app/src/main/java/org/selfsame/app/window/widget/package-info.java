/// What the screens share: texts that wrap, icons, folds, pages. No screen's logic.
@NullMarked
package org.selfsame.app.window.widget;

import org.jspecify.annotations.NullMarked;
