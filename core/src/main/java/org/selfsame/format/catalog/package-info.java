/// The compiled message catalogs of systemd's journal.
@NullMarked
package org.selfsame.format.catalog;

import org.jspecify.annotations.NullMarked;
