/// From a file to its verdict: the running check, its progress, and the verdict screen.
@NullMarked
package org.selfsame.app.window.verify;

import org.jspecify.annotations.NullMarked;
