/// Key stores and certificates of PKCS #12.
@NullMarked
package org.selfsame.format.pkcs12;

import org.jspecify.annotations.NullMarked;
