@NullMarked
package org.selfsame.format.manifest;

import org.jspecify.annotations.NullMarked;
