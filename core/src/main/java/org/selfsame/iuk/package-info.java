/// Incremental upgrade kits (IUK) of Tails, formats 1 and 2: made from two images, shown, applied to a directory or an
/// image, and checked against the images.
///
/// A kit carries what differs between two releases: kernels, boot files, a list of what is to be deleted, and one SquashFS
/// image, the *diff*, that the running system stacks on the installed one. The facts about the formats are those of
/// `docs/formats/iuk.md`.
@NullMarked
package org.selfsame.iuk;

import org.jspecify.annotations.NullMarked;
