package org.selfsame.recipe;

import java.time.Instant;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// What the name of a revision stands for.
///
/// @param commit the commit
/// @param tree its files
/// @param time when it was committed
/// @param tag the tag that was asked for, if it was one
/// @param signer the fingerprint of the certificate that signed the tag, if that was asked for
record Revision(ObjectId commit, ObjectId tree, Instant time, @Nullable String tag, @Nullable String signer) {}
