/// Building an image in the window: choose a recipe, see its inputs, watch the steps with their log, read what came out.
@NullMarked
package org.selfsame.app.window.build;

import org.jspecify.annotations.NullMarked;
