/// Keyrings, signatures and messages of OpenPGP, binary and in ASCII armor.
@NullMarked
package org.selfsame.format.openpgp;

import org.jspecify.annotations.NullMarked;
