/// X.509 certificates, and the textual encoding in which they and other values of ASN.1 lie in files.
@NullMarked
package org.selfsame.format.x509;

import org.jspecify.annotations.NullMarked;
