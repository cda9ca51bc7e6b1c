@NullMarked
package org.selfsame.format.pkcs12;

import org.jspecify.annotations.NullMarked;
