/// Comparing two images: one merged tree, what differs in it, and why.
@NullMarked
package org.selfsame.app.window.compare;

import org.jspecify.annotations.NullMarked;
