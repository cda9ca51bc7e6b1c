/// Making an image of a tree: what of the tree goes in, when, by which writer, and into a file that is complete or not
/// there.
@NullMarked
package org.selfsame.pack;

import org.jspecify.annotations.NullMarked;
