/// Tests of JSON.
@NullMarked
package org.selfsame.format.json;

import org.jspecify.annotations.NullMarked;
