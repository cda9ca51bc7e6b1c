/// The binary package cache of APT.
@NullMarked
package org.selfsame.format.aptcache;

import org.jspecify.annotations.NullMarked;
