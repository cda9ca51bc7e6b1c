/// The doors to the desktop outside the window, behind small interfaces: file dialogs, the browser, the clipboard.
@NullMarked
package org.selfsame.app.window.desktop;

import org.jspecify.annotations.NullMarked;
