/// OpenPGP (RFC 4880, RFC 9580) signatures over files, in three modes that the caller chooses: detached, cleartext and
/// inline. Packets are parsed and the mathematics done by Bouncy Castle; what counts as good is decided here.
@NullMarked
package org.selfsame.trust.openpgp;

import org.jspecify.annotations.NullMarked;
