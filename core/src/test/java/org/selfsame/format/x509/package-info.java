/// Tests of certificates and the files that they lie in.
@NullMarked
package org.selfsame.format.x509;

import org.jspecify.annotations.NullMarked;
