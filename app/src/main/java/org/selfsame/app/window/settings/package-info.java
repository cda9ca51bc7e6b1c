/// What the user has set: the theme, and the publishers added by hand.
@NullMarked
package org.selfsame.app.window.settings;

import org.jspecify.annotations.NullMarked;
