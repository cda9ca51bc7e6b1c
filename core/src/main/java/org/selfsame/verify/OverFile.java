package org.selfsame.verify;

import org.selfsame.trust.openpgp.DetachedCheck;

/// The detached signatures of one file over the image, while they are checked.
///
/// @param signature name of the file with the signatures
record OverFile(String signature, DetachedCheck check) {}
